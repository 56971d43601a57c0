import { ForeignStoreError, StoreUnavailableError } from '@taizhang/event-store-port';
import Database from 'better-sqlite3';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';
import { resultCode, unavailable } from './sqlite-errors.js';

/** How long a write waits for another process's, in milliseconds; the thread stands still meanwhile. */
export const BUSY_TIMEOUT_MS = 2_000;
/**
 * Pages of the write-ahead log after which it is carried over into the file: 16 MiB. SQLite's own 1,000 makes a busy writer
 * carry the same index pages over every few commits; a log this long is read in a moment when the file is opened.
 */
export const CHECKPOINT_PAGES = 4_096;

/**
 * Opens an event store's file, making it if there is none, and leaves a file that is not ours untouched.
 * @throws {ForeignStoreError} when something else wrote it, or another version of this program
 * @throws {StoreUnavailableError} when it is locked, read-only, damaged, or its folder does not exist
 */
export function openDatabase(file: string): Database.Database {
  return opened(file, {}, (db) => {
    if (isEmpty(db)) {
      useWriteAheadLog(db, file);
      db.transaction(createSchema).immediate(db);
    }
    refuseForeign(db, file);
    useWriteAheadLog(db, file);
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
    db.pragma('recursive_triggers = ON'); // so that a REPLACE cannot pass by the triggers that refuse a DELETE
    db.transaction(() => undefined).immediate(); // a file that cannot be written is found out now, not at the first append
  });
}

/**
 * Opens an event store's file for reading alone: SQLite refuses every write.
 * @throws as {@link openDatabase} does; {@link StoreUnavailableError} also where there is no such file
 */
export function openDatabaseToRead(file: string): Database.Database {
  return opened(file, { readonly: true, fileMustExist: true }, (db) => {
    refuseForeign(db, file);
  });
}

function opened(file: string, options: Database.Options, prepare: (db: Database.Database) => void): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...options });
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    if (resultCode(error) === 'SQLITE_NOTADB')
      throw new ForeignStoreError(`${file} is not an event store: it is no SQLite database.`);
    if (error instanceof ForeignStoreError || error instanceof StoreUnavailableError) throw error;
    throw unavailable(file, error);
  }
}

function isEmpty(db: Database.Database): boolean {
  return applicationId(db) === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}

/** Another process may have come first: then there is nothing left to do. */
function createSchema(db: Database.Database): void {
  if (!isEmpty(db)) return;
  db.exec(SCHEMA);
  db.pragma(`application_id = ${String(APPLICATION_ID)}`);
  db.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
}

function refuseForeign(db: Database.Database, file: string): void {
  if (applicationId(db) !== APPLICATION_ID)
    throw new ForeignStoreError(`${file} is not an event store: another program wrote it.`);
  const version = db.pragma('user_version', { simple: true });
  if (version === SCHEMA_VERSION) return;
  throw new ForeignStoreError(
    `${file} is an event store of version ${String(version)}; this program knows version ${String(SCHEMA_VERSION)}.`,
  );
}

function applicationId(db: Database.Database): unknown {
  return db.pragma('application_id', { simple: true });
}

function useWriteAheadLog(db: Database.Database, file: string): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal')
    throw new StoreUnavailableError(
      `The event store ${file} cannot use a write-ahead log there (${String(mode)}): use a local disk.`,
    );
}
