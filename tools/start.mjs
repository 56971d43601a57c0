/**
 * `npm start [-- arguments]`: builds what the standalone program needs and runs it on the embedded store.
 * Ctrl-C stops it in order; package.json says `exec node …`, because a shell between npm and us would die of the Ctrl-C at
 * once, and npm with it, before the program has stopped. The data lie in `./data`; `TAIZHANG_DATA` moves them.
 */
import './require-node.mjs';
import './require-sqlite.mjs';
import { build, withDependencies } from './build.mjs';
import { runInFront } from './app-process.mjs';
import { ROOT } from './packages.mjs';

const APP = '@taizhang/standalone';
const MAIN = `${ROOT}apps/standalone/dist/main.js`;
const DEFAULT_DATA = './data';
/** Accounts of its own; the first is made with the setup code that the start shows. */
const DEFAULT_IDENTITY = 'local';
/** A person reads this terminal: only what needs attention. */
const DEFAULT_LOG_LEVEL = 'warn';
const STOPPED_BEFORE_START = 130;

async function prepare() {
  const packages = withDependencies(APP);
  console.log(`[1/2] building ${packages.size} packages (the first time takes about half a minute) …`);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await build(packages, { signal: interruption.signal });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

try {
  await prepare();
  console.log('[2/2] starting Taizhang (台账) …');
  const env = {
    ...process.env,
    TAIZHANG_DATA: process.env.TAIZHANG_DATA ?? DEFAULT_DATA,
    TAIZHANG_IDENTITY: process.env.TAIZHANG_IDENTITY ?? DEFAULT_IDENTITY,
    TAIZHANG_LOG_LEVEL: process.env.TAIZHANG_LOG_LEVEL ?? DEFAULT_LOG_LEVEL,
  };
  process.exitCode = await runInFront(MAIN, process.argv.slice(2), env);
} catch (error) {
  const interrupted = error.name === 'AbortError';
  console.error(interrupted ? 'Stopped before it started.' : error.message);
  process.exitCode = interrupted ? STOPPED_BEFORE_START : 1;
}
