/** How every tool here calls Nx: no daemon or worker left behind, no cloud, no question asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** The work tree. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** File of a package's command, to start with `process.execPath`: unlike `npx`, no process stands between us and a signal. */
export function packageCommand(name, command = name) {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = require(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Environment for Nx, and for whatever may load it (the boundary rule of ESLint does). */
export const NX_ENVIRONMENT = {
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_NO_CLOUD: 'true',
  NX_INTERACTIVE: 'false',
  NX_TUI: 'false',
};

/** Programs of no one context: one hosts all of them in one process, the other is the operator's command. */
const NO_CONTEXT = new Set(['standalone', 'cli']);

/** Programs of one context each, by their folder in `apps/`: the context whose ledgers it owns. The others are parts that programs share. */
export const contextPrograms = () =>
  Object.fromEntries(
    readdirSync(join(ROOT, 'apps'))
      .filter((name) => !NO_CONTEXT.has(name) && existsSync(join(ROOT, 'apps', name, 'src/main.ts')))
      .map((name) => [name, ownedBy(readFileSync(join(ROOT, 'apps', name, 'src/main.ts'), 'utf8')) ?? name]),
  );

const ownedBy = (main) => /owns: \['([a-z-]+)'\]/.exec(main)?.[1];
