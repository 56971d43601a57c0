import type { CommitStorage, LedgerBatch, StoredCommit } from '@taizhang/event-store-port';
import { delegatingCommitStorage } from './delegating-commit-storage.js';

/** What a storage was asked for and what it gave, so far. */
export interface StorageObservations {
  /** Events in commits that range reads handed over: what a reader has pulled into memory. */
  readonly pulledEvents: number;
  /** All batches given to `insert`, in order. */
  readonly inserts: readonly (readonly LedgerBatch[])[];
}

/** Wraps a storage and counts what passes; `seen` stays up to date. */
export function observedCommitStorage(storage: CommitStorage): { storage: CommitStorage; seen: StorageObservations } {
  const inserts: (readonly LedgerBatch[])[] = [];
  const seen = { pulledEvents: 0, inserts };
  async function* counted(commits: AsyncIterable<StoredCommit>): AsyncIterable<StoredCommit> {
    for await (const commit of commits) {
      seen.pulledEvents += commit.cnt;
      yield commit;
    }
  }
  const observed = delegatingCommitStorage(storage, {
    insert: (batches) => {
      inserts.push(batches);
      return storage.insert(batches);
    },
    commits: (ledger, range) => counted(storage.commits(ledger, range)),
    streamCommits: (ledger, stream, range) => counted(storage.streamCommits(ledger, stream, range)),
  });
  return { storage: observed, seen };
}
