import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MANUAL_TIME_START, ManualSeedError, StoreUnavailableError, type ManualTime } from '@taizhang/event-store-port';
import type { Instant } from '@taizhang/kernel';
import Database from 'better-sqlite3';
import { BUSY_TIMEOUT_MS } from './open-database.js';

/** Name of the manual clock's file in a data folder. */
export const MANUAL_TIME_FILE = 'manual-time.sqlite';

const TABLE =
  'CREATE TABLE IF NOT EXISTS manual_time (one INTEGER PRIMARY KEY CHECK (one = 1), seed TEXT NOT NULL, now TEXT NOT NULL) STRICT';

/**
 * The manual clock of an embedded store, in a file of its own beside it.
 * @throws {ManualSeedError} when it was begun with another seed; {StoreUnavailableError} when the file cannot be used
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
    try {
      mkdirSync(parent, { recursive: true });
      const opened = new Database(path, { timeout: BUSY_TIMEOUT_MS });
      opened.pragma('journal_mode = WAL');
      opened.exec(TABLE);
      opened.prepare('INSERT INTO manual_time VALUES (1, ?, ?) ON CONFLICT DO NOTHING').run(seed, MANUAL_TIME_START);
      return opened;
    } catch (error) {
      throw new StoreUnavailableError(`${path} cannot be used to keep the manual clock's time.`, { cause: error });
    }
  }
}
