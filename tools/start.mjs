/**
 * `npm start [-- --empty]`: builds what the standalone program needs and runs it on the embedded store. An empty folder becomes a
 * demonstration of a fictional bureau first, unless `--empty` is said; its clock goes on from there at the machine's pace.
 * Ctrl-C stops it in order; package.json says `exec node …`, because a shell between npm and us would die of the Ctrl-C at
 * once, and npm with it, before the program has stopped. The data lie in `./data`; `TAIZHANG_DATA` moves them.
 */
import './require-node.mjs';
import './require-sqlite.mjs';
import { build, withDependencies } from './build.mjs';
import { runInFront } from './app-process.mjs';
import { demonstrationIn } from './demonstration.mjs';
import { ROOT } from './packages.mjs';

const APP = '@taizhang/standalone';
const MAIN = `${ROOT}apps/standalone/dist/main.js`;
const CLI = `${ROOT}apps/cli/dist/main.js`;
/** Starts without a demonstration. */
const EMPTY = '--empty';
const DEFAULT_DATA = './data';
/** Accounts of its own; the first is made with the setup code that the start shows. */
const DEFAULT_IDENTITY = 'local';
/** A person reads this terminal: only what needs attention. */
const DEFAULT_LOG_LEVEL = 'warn';
const STOPPED_BEFORE_START = 130;

async function prepare() {
  const packages = new Set([...withDependencies(APP), ...withDependencies('@taizhang/cli')]);
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

/** Environment by which a folder that is a demonstration runs on in its own time; nothing for others. */
async function demonstration(folder, empty) {
  const shown = await demonstrationIn(folder, {
    without: empty || (process.env.TAIZHANG_STORE ?? 'sqlite') !== 'sqlite',
    production: process.env.NODE_ENV === 'production',
    play: (where) => {
      console.log(
        '      preparing the demonstration (演示): a fictional bureau is played until 24 September 2014, which takes a minute or two …',
      );
      return runInFront(CLI, ['demonstration', where], process.env);
    },
  });
  if (shown === undefined) return {};
  console.log('      DEMONSTRATION (演示): everything in it is invented. Sign in as');
  for (const { login, zh, en } of shown.people) console.log(`        ${login.padEnd(8)} ${zh} (${en})`);
  console.log(`      password (密码) of all: ${shown.password}`);
  return shown.environment;
}

/** @throws at a word that is none of ours: half of a mistyped `--empty` would be a demonstration that nobody wants. */
function refuseUnknownWords(words) {
  const unknown = words.find((word) => word !== EMPTY);
  if (unknown !== undefined)
    throw new Error(
      `npm start knows no ${unknown}: it is told \`-- ${EMPTY}\` or nothing, and all else by variables such as TAIZHANG_PORT and TAIZHANG_DATA.`,
    );
}

try {
  refuseUnknownWords(process.argv.slice(2));
  await prepare();
  const data = process.env.TAIZHANG_DATA ?? DEFAULT_DATA;
  const shifted = await demonstration(data, process.argv.includes(EMPTY));
  console.log('[2/2] starting Taizhang (台账) …');
  const env = {
    ...process.env,
    ...shifted,
    TAIZHANG_DATA: data,
    TAIZHANG_IDENTITY: process.env.TAIZHANG_IDENTITY ?? DEFAULT_IDENTITY,
    TAIZHANG_LOG_LEVEL: process.env.TAIZHANG_LOG_LEVEL ?? DEFAULT_LOG_LEVEL,
  };
  process.exitCode = await runInFront(MAIN, [], env);
} catch (error) {
  const interrupted = error.name === 'AbortError';
  console.error(interrupted ? 'Stopped before it started.' : error.message);
  process.exitCode = interrupted ? STOPPED_BEFORE_START : 1;
}
