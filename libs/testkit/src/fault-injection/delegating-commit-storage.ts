import type { CommitStorage } from '@taizhang/event-store-port';

/** Puts a storage behind another one: what `overrides` does not name goes to `storage` unchanged. */
export function delegatingCommitStorage(storage: CommitStorage, overrides: Partial<CommitStorage>): CommitStorage {
  return {
    insert: (batches) => storage.insert(batches),
    last: (ledger) => storage.last(ledger),
    byId: (ledger, id) => storage.byId(ledger, id),
    at: (ledger, idx) => storage.at(ledger, idx),
    commits: (ledger, range) => storage.commits(ledger, range),
    streamCommits: (ledger, stream, range) => storage.streamCommits(ledger, stream, range),
    streamHead: (ledger, stream) => storage.streamHead(ledger, stream),
    raiseHeads: (heads) => storage.raiseHeads(heads),
    heads: (filter) => storage.heads(filter),
    storedSince: (since) => storage.storedSince(since),
    allLedgers: () => storage.allLedgers(),
    latestTime: () => storage.latestTime(),
    ...(storage.serverTime === undefined ? {} : { serverTime: storage.serverTime.bind(storage) }),
    disclosures: (ledger, digests) => storage.disclosures(ledger, digests),
    close: () => storage.close(),
    ...overrides,
  };
}
