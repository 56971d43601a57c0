/**
 * Ends in one sentence where better-sqlite3 cannot be loaded, instead of a stack trace in the middle of a start or a test run.
 * Its prebuilt file is fetched at `npm ci`; where that is not possible it is compiled, which needs a C++ toolchain.
 */
const TOOLCHAIN =
  'The SQLite driver better-sqlite3 could be neither fetched nor compiled: install Python 3, make and g++ ' +
  '(Debian: apt install python3 make g++; macOS: xcode-select --install), then run npm ci again.';
const OTHER_NODE =
  'The SQLite driver better-sqlite3 was built for another Node or is broken: run npm ci again; where it has to be compiled, that needs Python 3, make and g++.';

async function sqliteRefusal() {
  try {
    const { default: Database } = await import('better-sqlite3');
    new Database(':memory:').close();
    return undefined;
  } catch (error) {
    return error.code === 'ERR_MODULE_NOT_FOUND' || /bindings file/.test(error.message) ? TOOLCHAIN : OTHER_NODE;
  }
}

const refusal = await sqliteRefusal();
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
