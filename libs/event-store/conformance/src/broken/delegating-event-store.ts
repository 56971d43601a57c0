import type { EventStore, RecordedCommit } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';

/** Puts a store behind another one: what `overrides` does not name goes to `store` unchanged. */
export function delegatingEventStore(store: EventStore, overrides: Partial<EventStore>): EventStore {
  return {
    append: (ledger, commit) => store.append(ledger, commit),
    close: (ledger, closing) => store.close(ledger, closing),
    record: (ledger, recording) => store.record(ledger, recording),
    find: (ledger, id) => store.find(ledger, id),
    findDigest: (ledger, id) => store.findDigest(ledger, id),
    readStream: (ledger, stream, range) => store.readStream(ledger, stream, range),
    readLedger: (ledger, range) => store.readLedger(ledger, range),
    readLeaves: (ledger, from) => store.readLeaves(ledger, from),
    head: (ledger) => store.head(ledger),
    heads: (filter) => store.heads(filter),
    follow: (options) => store.follow(options),
    disclosures: (ledger, digests) => store.disclosures(ledger, digests),
    stop: () => store.stop(),
    ...overrides,
  };
}

/** The answer of a store that has recorded nothing and says that it has. */
export function madeUpCommit(ledger: LedgerId, id: string): RecordedCommit {
  return { ledger, id, seq: 0, idx: 0, time: '1970-01-01T00:00:00.000Z', events: [], repeated: false };
}

async function* nothing(): AsyncGenerator<never, void> {
  // a store that does nothing has nothing to give
}

/** Accepts everything and does nothing; only its connection is released. */
export function doNothingStore(store: EventStore): EventStore {
  return {
    append: (ledger, { id }) => Promise.resolve(madeUpCommit(ledger, id)),
    close: (ledger, { id }) => Promise.resolve(madeUpCommit(ledger, id)),
    record: (ledger, { id }) => Promise.resolve(madeUpCommit(ledger, id)),
    find: () => Promise.resolve(undefined),
    findDigest: () => Promise.resolve(undefined),
    readStream: nothing,
    readLedger: nothing,
    readLeaves: nothing,
    head: () => Promise.resolve(undefined),
    heads: nothing,
    follow: nothing,
    disclosures: () => Promise.resolve(new Map()),
    stop: () => store.stop(),
  };
}
