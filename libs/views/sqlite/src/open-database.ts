import Database from 'better-sqlite3';
import { ViewStoreUnavailableError } from '@taizhang/views-port';

/** `TZVW`: marks a file as ours (SQLite's application id). */
const APPLICATION_ID = 0x545a5657;
/** Layout of the registry and of the tables of all views; which fields these have follows the views' own versions. */
const LAYOUT_VERSION = 2;
/** How long a write waits for another process's, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

const REGISTRY = `
  CREATE TABLE IF NOT EXISTS view_versions (
    name TEXT NOT NULL, version INTEGER NOT NULL, generation INTEGER NOT NULL, fields TEXT NOT NULL,
    prepared INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (name, version, generation)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS view_active (
    name TEXT PRIMARY KEY, version INTEGER NOT NULL, generation INTEGER NOT NULL, at TEXT NOT NULL, superseded TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/**
 * Opens, or makes, a file of views.
 *
 * `synchronous=FULL`, although views can be rebuilt: with `NORMAL` a power cut rolls back the last transactions of this
 * file while the marks, in another file, stay. Nothing would notice that documents are behind their mark, and nobody
 * would know that there is something to rebuild. One fsync for the writes of a whole batch, shared by all views that
 * write at the same moment, costs little.
 * @throws {@link ViewStoreUnavailableError} with one sentence for the operator.
 */
export function openDatabase(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    claim(database, file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // Keyed hashes of search terms go with the value that they were made of.
    database.pragma('secure_delete = ON');
    database.exec(REGISTRY);
    // Of a program that ended between an erasure and this.
    emptyJournal(database);
    return database;
  } catch (error) {
    database?.close();
    throw unavailable(error, file);
  }
}

/**
 * `secure_delete` overwrites pages, but the write-ahead log still holds them as they were: moves it into the file and empties it.
 * @returns whether it is empty; a reader of another process may hold it
 */
export function emptyJournal(database: Database.Database): boolean {
  const [outcome] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]; // one row, as documented
  return outcome?.busy === 0;
}

function claim(database: Database.Database, file: string): void {
  const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_master').get();
  const applicationId = database.pragma('application_id', { simple: true });
  const layout = database.pragma('user_version', { simple: true });
  if (tables?.count === 0 && applicationId === 0) {
    database.pragma(`application_id = ${String(APPLICATION_ID)}`);
    database.pragma(`user_version = ${String(LAYOUT_VERSION)}`);
    return;
  }
  if (applicationId !== APPLICATION_ID)
    throw new ViewStoreUnavailableError(`${file} is not a file of views of Taizhang`);
  if (Number(layout) < LAYOUT_VERSION) {
    removeAll(database);
    return;
  }
  if (layout !== LAYOUT_VERSION) throw new ViewStoreUnavailableError(`${file} has a layout this program does not know`);
}

/** Views of an older layout are as if their file had been deleted: everything is derived, and hosts build it again. */
function removeAll(database: Database.Database): void {
  const tables = database
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .all();
  database.transaction(() => {
    for (const { name } of tables) database.exec(`DROP TABLE "${name}"`);
    database.pragma(`user_version = ${String(LAYOUT_VERSION)}`);
  })();
}

const UNAVAILABLE: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'is locked by another process',
  SQLITE_LOCKED: 'is locked by another process',
  SQLITE_READONLY: 'is read-only',
  SQLITE_PERM: 'may not be opened',
  SQLITE_FULL: 'cannot grow: the disk is full',
  SQLITE_IOERR: 'cannot be read or written',
  SQLITE_CANTOPEN: 'cannot be opened',
  SQLITE_NOTADB: 'is not a database',
  SQLITE_CORRUPT: 'is damaged; delete it and let the views be rebuilt',
};

/** Says in one sentence what is wrong with the file; other errors are returned as they are. */
export function unavailable(error: unknown, file: string): unknown {
  if (error instanceof TypeError && /directory does not exist/.test(error.message)) {
    return new ViewStoreUnavailableError(`${file} cannot be opened: its folder does not exist`, { cause: error });
  }
  const code = sqliteCode(error);
  const reason = UNAVAILABLE[code] ?? UNAVAILABLE[code.split('_').slice(0, 2).join('_')];
  return reason === undefined ? error : new ViewStoreUnavailableError(`${file} ${reason}`, { cause: error });
}

/** Told by its form, not its class: the native part knows one class only, and a module loaded twice has two. */
function sqliteCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}
