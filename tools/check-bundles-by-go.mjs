/**
 * Has bundles read by Go and `golang.org/x/mod` alone (`e2e/go`): those of the vectors, and those that the tests left in the folder
 * that is named: `node tools/check-bundles-by-go.mjs [folder]`. Where Go is not installed it says so, and that nothing was checked.
 */
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';

/** Runs the Go tests on the bundles of a folder; of the vectors where there is none. */
function readByGo(folder) {
  const env = { ...process.env, ...(folder !== undefined && { TAIZHANG_BUNDLES: folder }) };
  const { status } = spawnSync('go', ['test', '-count=1', './...'], {
    cwd: join(ROOT, 'e2e/go'),
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`Go does not read the bundles of ${folder ?? 'the vectors'}.`);
}

const [folder] = process.argv.slice(2);
try {
  if (spawnSync('go', ['version'], { stdio: 'inherit' }).error !== undefined) {
    console.log('SKIPPED: Go is not installed on this machine, so no bundle was read by it.');
  } else {
    readByGo(undefined);
    if (folder !== undefined) {
      if (!existsSync(folder) || readdirSync(folder).length === 0)
        throw new Error('The tests left no bundles: e2e/src/bundles was not run, or failed.');
      readByGo(folder);
    }
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
