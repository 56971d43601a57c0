import type { LedgerId, StreamId } from '@taizhang/kernel';
import type { CommitStorage, StoredStream } from './commit-storage.js';
import type { LedgerHead, ProposedDisclosure } from './event-store.js';

/** Where the read index says that a stream's events up to a revision are. */
export interface IndexedStream {
  /** Revision of the first of them in their commit. */
  readonly fromRev: number;
  readonly seq: number;
}

/** What the read index is to hold of one commit. */
export interface IndexedCommit {
  readonly seq: number;
  readonly streams: readonly StoredStream[];
}

/**
 * A commit storage as whoever checks and mends it sees it: beside the commits, what the technology derives from them. Nothing here
 * changes or removes a commit; only one process may write through it, and no host meanwhile.
 */
export interface CommitInspection extends CommitStorage {
  /** The entry of the read index whose events of a stream end with `toRev`. */
  indexed(ledger: LedgerId, stream: StreamId, toRev: number): Promise<IndexedStream | undefined>;
  /** How many entries the read index has of a ledger. */
  indexedCount(ledger: LedgerId): Promise<number>;
  /**
   * Makes the read index of a ledger anew, all of it or nothing. Absent where the index is a part of the commits themselves, which
   * are never changed.
   */
  reindex?(ledger: LedgerId, commits: AsyncIterable<IndexedCommit>): Promise<void>;
  /** Puts a head hint in the place of another one, a smaller one too. */
  setHead(head: LedgerHead): Promise<void>;
  /** Keeps disclosures of commits that are there; one that exists already stays. */
  keepDisclosures(ledger: LedgerId, disclosures: readonly ProposedDisclosure[]): Promise<void>;
}
