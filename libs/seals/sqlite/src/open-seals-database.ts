import { ForeignSealsError, SealsUnavailableError } from '@taizhang/seals-port';
import Database from 'better-sqlite3';
import { SEALS_SCHEMA_VERSION } from './seal-tables.js';

/** How long one process waits for another's write, in milliseconds. */
export const SEALS_BUSY_TIMEOUT_MS = 5_000;

/** What a file is opened as. */
export interface SealsFile {
  readonly file: string;
  readonly applicationId: number;
  readonly tables: string;
  /** `FULL` where what is acknowledged must survive a power cut; `NORMAL` where it can be made again. */
  readonly synchronous: 'FULL' | 'NORMAL';
}

/**
 * Opens (or makes) a file of ours; another program's stays as it is.
 * @throws {ForeignSealsError | SealsUnavailableError}
 */
export function openSealsDatabase({ file, applicationId, tables, synchronous }: SealsFile): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: SEALS_BUSY_TIMEOUT_MS });
    prepare(database, file, applicationId, tables);
    database.pragma('journal_mode = WAL'); // only now: it would change another program's file
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('recursive_triggers = ON'); // so that a REPLACE cannot pass by the triggers that refuse a DELETE
    return database;
  } catch (error) {
    database?.close();
    throw sentenceFor(file, error);
  }
}

function prepare(database: Database.Database, file: string, applicationId: number, tables: string): void {
  const make = database.transaction(() => {
    const application = database.pragma('application_id', { simple: true });
    const version = database.pragma('user_version', { simple: true });
    const fresh = application === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
    if (!fresh && (application !== applicationId || version !== SEALS_SCHEMA_VERSION))
      throw new ForeignSealsError(`${file} does not keep seals of this version: something else wrote it.`);
    database.exec(tables);
    database.pragma(`application_id = ${String(applicationId)}`);
    database.pragma(`user_version = ${String(SEALS_SCHEMA_VERSION)}`);
  });
  make.immediate();
}

/** Told by the form of SQLite's code, not by class: a module loaded twice has two. */
function sentenceFor(file: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB') return new ForeignSealsError(`${file} does not keep seals: it is no SQLite database.`);
  if (code === 'FOREIGN_STORE') return error;
  return new SealsUnavailableError(`${file} cannot be used to keep seals.`, { cause: error });
}

/** The engine answers at once; a refusal is one sentence. */
export async function answered<T>(ask: () => T): Promise<T> {
  try {
    return await Promise.resolve(ask());
  } catch (error) {
    throw new SealsUnavailableError('The file of the seals cannot be read or written.', { cause: error });
  }
}

/** The deployment that a file belongs to: `fresh` where none is named yet. */
export function deploymentOf(database: Database.Database, fresh: string): string {
  database.prepare('INSERT INTO deployment VALUES (1, ?) ON CONFLICT DO NOTHING').run(fresh);
  const row = database.prepare<[], { id: string }>('SELECT id FROM deployment').get();
  return row?.id ?? fresh;
}
