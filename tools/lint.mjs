/**
 * `npm run lint`: the rules of `eslint.config.mjs` without one warning, then the formatting.
 * The boundary rule of Nx only warns and passes when it finds no project graph: so the graph is made first,
 * and that warning fails the run.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NX_ENTRY, NX_ENVIRONMENT } from './nx-environment.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const SKIPPED_RULE = /No cached ProjectGraph is available/;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs one step and returns its output; ends the process when the step fails. */
function step(title, script, args) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...NX_ENVIRONMENT },
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  const ruleSkipped = SKIPPED_RULE.test(stdout + stderr);
  const failed = status !== 0 || ruleSkipped;
  console.log(`${failed ? '✗' : '✓'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!failed) return;
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (ruleSkipped) console.error('The dependency rules were not checked: Nx had no project graph.');
  process.exit(1);
}

const bin = (name, path) => join(dirname(require.resolve(`${name}/package.json`)), path);

step('project graph', NX_ENTRY, ['show', 'projects']);
step('eslint', bin('eslint', 'bin/eslint.js'), ['--max-warnings', '0', '.']);
step('prettier', bin('prettier', 'bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']);
