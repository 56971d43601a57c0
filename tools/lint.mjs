/**
 * `npm run lint`: the rules of `eslint.config.mjs` without one warning, then the formatting.
 * The boundary rule of Nx only warns and passes when it finds no project graph: so the graph is made first,
 * and that warning fails the run.
 */
import { spawnSync } from 'node:child_process';
import { NX_ENVIRONMENT, ROOT, packageCommand } from './packages.mjs';

const SKIPPED_RULE = /No cached ProjectGraph is available/;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs one step and returns its output; ends the process when the step fails. */
function step(title, script, args) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
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

step('project graph', packageCommand('nx'), ['show', 'projects']);
step('eslint', packageCommand('eslint'), ['--max-warnings', '0', '.']);
step('prettier', packageCommand('prettier'), ['--check', '--log-level', 'warn', '.']);
