/**
 * Runs one tier of the tests: `node tools/test.mjs <node|distributed|browser> [jest arguments]`.
 * Builds first, because tests that kill processes start the built program.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [tier = 'node', ...rest] = process.argv.slice(2);

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

run('npx', ['--no-install', 'nx', 'run-many', '-t', 'build', '--outputStyle=static']);
run(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', tier, ...rest],
  { NODE_NO_WARNINGS: '1', NX_DAEMON: 'false' },
);
