/**
 * `npm run generate`: writes every generated document into `docs/reference`. CI runs it and accepts no difference.
 * A program that can describe itself provides `src/generate.ts`; it is called with the folder to write into. Arguments name the
 * documents to write, and no others (`npm run matrix`: the clause matrix).
 */
import './require-node.mjs';
import './require-sqlite.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { build, withDependencies } from './build.mjs';
import { ROOT } from './packages.mjs';

const FOLDER = `${ROOT}docs/reference`;
/** Programs that generate documents; a new generator is one line here. */
const GENERATORS = [
  { package: '@taizhang/standalone', root: 'apps/standalone', documents: 'OpenAPI, table of powers, clause matrix' },
];

async function generate({ package: name, root, documents }) {
  if (!existsSync(`${ROOT}${root}/src/generate.ts`)) {
    console.log(`${name} generates nothing yet (${documents}).`);
    return;
  }
  console.log(`${name}: ${documents}`);
  await build(withDependencies(name));
  const { status } = spawnSync(
    process.execPath,
    [`${ROOT}${root}/dist/generate.js`, FOLDER, ...process.argv.slice(2)],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error(`The generator of ${name} ended with ${status}.`);
}

try {
  mkdirSync(FOLDER, { recursive: true });
  for (const generator of GENERATORS) await generate(generator);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
