import type { CommitStorage, StoredCommit, StoredCommitPlace } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { delegatingCommitStorage } from './delegating-commit-storage.js';

/** Says which commits are gone, as after the roll-back of a primary that had acknowledged them, or after damage. */
export type Hidden = (ledger: LedgerId, seq: number) => boolean;

/**
 * Wraps a storage so that reads no longer find the commits that `hidden` names. Head hints stay as they are: they live in
 * documents of their own and may have survived.
 */
export function hidingCommitStorage(storage: CommitStorage, hidden: Hidden): CommitStorage {
  const shown = (commit: StoredCommit | undefined): StoredCommit | undefined =>
    commit === undefined || hidden(commit.ledger, commit.seq) ? undefined : commit;
  return delegatingCommitStorage(storage, {
    last: (ledger) => lastShown(storage, hidden, ledger),
    byId: async (ledger, id) => shown(await storage.byId(ledger, id)),
    at: async (ledger, idx) => shown(await storage.at(ledger, idx)),
    commits: (ledger, range) => without(storage.commits(ledger, range), hidden),
    streamCommits: (ledger, stream, range) => without(storage.streamCommits(ledger, stream, range), hidden),
    storedSince: (since) => lastPlaces(storage, hidden, storage.storedSince(since)),
    allLedgers: () => lastPlaces(storage, hidden, storage.allLedgers()),
  });
}

async function* without(commits: AsyncIterable<StoredCommit>, hidden: Hidden): AsyncIterable<StoredCommit> {
  for await (const commit of commits) if (!hidden(commit.ledger, commit.seq)) yield commit;
}

async function lastShown(storage: CommitStorage, hidden: Hidden, ledger: LedgerId): Promise<StoredCommit | undefined> {
  const last = await storage.last(ledger);
  if (last === undefined || !hidden(ledger, last.seq)) return last;
  const backward = without(storage.commits(ledger, { fromSeq: last.seq, direction: 'backward' }), hidden);
  for await (const commit of backward) return commit;
  return undefined;
}

async function* lastPlaces(
  storage: CommitStorage,
  hidden: Hidden,
  places: AsyncIterable<StoredCommitPlace>,
): AsyncIterable<StoredCommitPlace> {
  for await (const { ledger } of places) {
    const last = await lastShown(storage, hidden, ledger);
    if (last !== undefined) yield { ledger, seq: last.seq, id: last.id, idx: last.idx, cnt: last.cnt };
  }
}
