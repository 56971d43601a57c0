import { createEventStore, type EventStore, type EventStoreOptions } from '@taizhang/event-store-port';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteCommitStorage } from './sqlite-commit-storage.js';

/** Name of the event store's file in a data folder. */
export const EVENT_STORE_FILE = 'events.sqlite';

/** Where an event store's file is: its path, or the data folder it lies in, which is made if it is missing. */
export type SqliteLocation = { readonly file: string } | { readonly folder: string };

/**
 * An event store in one SQLite file on a local disk (design §3, embedded).
 * @throws {ForeignStoreError | StoreUnavailableError} when the file cannot be used, in one sentence
 * @example const store = createSqliteEventStore({ folder: './data', authority, clock, entropy, ledgerKeys });
 */
export function createSqliteEventStore({ ...options }: SqliteLocation & EventStoreOptions): EventStore {
  return createEventStore(openSqliteCommitStorage(fileOf(options)), options);
}

function fileOf(location: SqliteLocation): string {
  if ('file' in location) return location.file;
  mkdirSync(location.folder, { recursive: true });
  return join(location.folder, EVENT_STORE_FILE);
}
