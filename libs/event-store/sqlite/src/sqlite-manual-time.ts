import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  ForeignStoreError,
  MANUAL_TIME_START,
  ManualSeedError,
  StoreUnavailableError,
  type ManualTime,
} from '@taizhang/event-store-port';
import type { Instant } from '@taizhang/kernel';
import Database from 'better-sqlite3';
import { BUSY_TIMEOUT_MS } from './open-database.js';

/** Name of the manual clock's file in a data folder. */
export const MANUAL_TIME_FILE = 'manual-time.sqlite';

/** Mark of our files in SQLite's header (`application_id`): "TZMT". */
const MANUAL_TIME_APPLICATION_ID = 0x545a4d54;
const TABLE =
  'CREATE TABLE IF NOT EXISTS manual_time (one INTEGER PRIMARY KEY CHECK (one = 1), seed TEXT NOT NULL, now TEXT NOT NULL) STRICT';

/**
 * The manual clock of an embedded store, in a file of its own beside it.
 * @throws {ManualSeedError} when it was begun with another seed; {ForeignStoreError} when another program wrote the file, which
 *   stays as it is; {StoreUnavailableError} when it cannot be used
 */
export function openSqliteManualTime({ folder, seed }: { readonly folder: string; readonly seed: string }): ManualTime {
  const file = join(folder, MANUAL_TIME_FILE);
  const database = openFile(folder, file);
  const kept = database.prepare<[], { seed: string }>('SELECT seed FROM manual_time').get();
  if (kept?.seed !== seed) {
    database.close();
    throw new ManualSeedError();
  }
  const read = database.prepare<[], { now: Instant }>('SELECT now FROM manual_time');
  const write = database.prepare<[Instant]>('UPDATE manual_time SET now = ?');
  return {
    read: () => Promise.resolve(read.get()?.now ?? MANUAL_TIME_START),
    set: (now) => Promise.resolve(void write.run(now)),
    close: () => Promise.resolve(void database.close()),
  };

  function openFile(parent: string, path: string): Database.Database {
    let opened: Database.Database | undefined;
    try {
      mkdirSync(parent, { recursive: true });
      opened = new Database(path, { timeout: BUSY_TIMEOUT_MS });
      opened.transaction(refuseForeign).immediate(opened, path);
      opened.pragma('journal_mode = WAL');
      opened.exec(TABLE);
      opened.prepare('INSERT INTO manual_time VALUES (1, ?, ?) ON CONFLICT DO NOTHING').run(seed, MANUAL_TIME_START);
      return opened;
    } catch (error) {
      opened?.close();
      if (error instanceof ForeignStoreError) throw error;
      throw new StoreUnavailableError(`${path} cannot be used to keep the manual clock's time.`, { cause: error });
    }
  }
}

/** Marks a new file as ours. */
function refuseForeign(database: Database.Database, path: string): void {
  const application = database.pragma('application_id', { simple: true });
  if (application === MANUAL_TIME_APPLICATION_ID) return;
  if (application !== 0 || database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined)
    throw new ForeignStoreError(`${path} does not keep the manual clock's time: another program wrote it.`);
  database.pragma(`application_id = ${String(MANUAL_TIME_APPLICATION_ID)}`);
}
