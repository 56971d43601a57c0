/**
 * `npm run bench [-- arguments]`: builds what the bench needs and runs it under plain Node; see bench/README.md.
 * Standard output is the bench's own, so that `--json` gives nothing but its lines.
 */
import './require-node.mjs';
import './require-sqlite.mjs';
import { spawn } from 'node:child_process';
import { build, withDependencies } from './build.mjs';
import { ROOT } from './packages.mjs';

const BENCH = '@taizhang/bench';
/** What a client of the HTTP API meets, and what is started cold. */
const HOST = '@taizhang/standalone';
const MAIN = `${ROOT}bench/dist/main.js`;

console.log = console.error; // what the build says is not the bench's output
try {
  await build(new Set([...withDependencies(BENCH), ...withDependencies(HOST)]));
  // Garbage is collected between two measurements, so that what one leaves behind is not the cost of the next.
  const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', MAIN, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', (code) => resolve(code ?? 1)),
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
