import { createEventStore, StoreUnavailableError, type EventStore, type UpcastEvent } from '@taizhang/event-store-port';
import { systemClock, systemEntropy } from '@taizhang/kernel';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_STORE_FILE } from './create-sqlite-event-store.js';
import { openSqliteCommitStorage } from './sqlite-commit-storage.js';

/** Ledgers that can be read, and not written. */
export interface ReadOnlyLedgers extends Pick<EventStore, 'readStream' | 'readLedger' | 'head' | 'heads'> {
  close(): Promise<void>;
}

/**
 * Opens the ledgers of a data folder for reading alone, beside a running host or without one: the engine refuses every write, and
 * nothing is made that is not there.
 * @throws {ForeignStoreError | StoreUnavailableError} in one sentence
 */
export function openSqliteLedgersToRead(folder: string, upcast: UpcastEvent): ReadOnlyLedgers {
  const file = join(folder, EVENT_STORE_FILE);
  if (!existsSync(file)) throw new StoreUnavailableError(`There are no ledgers in ${folder}.`);
  const store = createEventStore(openSqliteCommitStorage(file, { readOnly: true }), {
    // Nothing is ever recorded: whose ledgers they are, and when it is, plays no part.
    authority: 'read-only.invalid',
    clock: systemClock,
    entropy: systemEntropy,
    ledgerKeys: () => Promise.reject(new StoreUnavailableError('These ledgers are open for reading alone.')),
    upcast,
  });
  return {
    readStream: (ledger, stream, range) => store.readStream(ledger, stream, range),
    readLedger: (ledger, range) => store.readLedger(ledger, range),
    head: (ledger) => store.head(ledger),
    heads: (filter) => store.heads(filter),
    close: () => store.stop(),
  };
}
