import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, LedgerKeysProvider } from '@taizhang/event-store-port';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import { derivedEntropy, manualClock } from '@taizhang/kernel';
import { derivedLedgerKeys } from '@taizhang/testkit';

/** First part of the origins of all golden leaves. */
export const AUTHORITY = 'rectify.example';
export const CLOCK = manualClock('2014-07-20T02:00:00.000Z');
/** The same sample gives the same bytes, whoever makes it. */
export const ENTROPY = derivedEntropy('golden');

/** Lets `use` write into a store that nobody keeps, and hands on what it read there. */
export async function inThrowawayStore<T>(
  use: (store: EventStore) => Promise<T>,
  ledgerKeys: LedgerKeysProvider = derivedLedgerKeys,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-golden-'));
  const store = createSqliteEventStore({ folder, authority: AUTHORITY, clock: CLOCK, entropy: ENTROPY, ledgerKeys });
  try {
    return await use(store);
  } finally {
    await store.stop();
    await rm(folder, { recursive: true });
  }
}
