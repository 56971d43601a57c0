/** `npm run golden`: makes the golden files of events that are missing, and never touches one that is there; see docs/guides/events.md. */
import './require-node.mjs';
import './require-sqlite.mjs';
import { spawnSync } from 'node:child_process';
import { build, withDependencies } from './build.mjs';
import { ROOT } from './packages.mjs';

try {
  await build(withDependencies('@taizhang/e2e'));
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', `${ROOT}e2e/dist/golden/make-golden.js`], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
