import type { CommitId, Instant, LedgerId, StreamId } from '@taizhang/kernel';
import type { LedgerHead, ProposedDisclosure } from './event-store.js';

/** Where one stream stands inside a stored commit. */
export interface StoredStream {
  readonly stream: StreamId;
  /** Revisions of its first and last event in this commit. */
  readonly fromRev: number;
  readonly toRev: number;
}

/** One commit as an adapter keeps it: one row or document, leaves as exact bytes in one binary (`frames.ts`). */
export interface StoredCommit {
  readonly ledger: LedgerId;
  /** Dense from 0. Unique with the ledger: inserting it is the compare-and-set. */
  readonly seq: number;
  /** Unique with the ledger. */
  readonly id: CommitId;
  readonly digest: string;
  /** Index of the first leaf. */
  readonly idx: number;
  /** Number of leaves. */
  readonly cnt: number;
  /** Leaf time of all its events. */
  readonly time: Instant;
  /** When it was stored, by the storing machine's clock; outside the leaf (design §4). */
  readonly storedAt: Instant;
  /** All leaves, framed: see `frames.ts`. */
  readonly leaves: Uint8Array;
}

/** A commit on its way into the storage, with what an adapter indexes and keeps beside it. */
export interface CommitToStore extends StoredCommit {
  /** The streams it writes, each once: the read index (ledger, stream, rev). Not asked back. */
  readonly streams: readonly StoredStream[];
  /** Stored before or with the commit, keyed by (ledger, digest); one that exists already stays. */
  readonly disclosures: readonly ProposedDisclosure[];
}

/** Where a commit stands and which it is, without its leaves: what sweeps compare. */
export interface StoredCommitPlace {
  readonly ledger: LedgerId;
  readonly seq: number;
  readonly id: CommitId;
  readonly idx: number;
  readonly cnt: number;
}

/** What became of one ledger's share of a batch. */
export type InsertOutcome =
  /** The first `count` commits are stored durably; the next one met a duplicate (of seq or id), or there is none. */
  | { readonly kind: 'answered'; readonly count: number }
  /** No trustworthy answer: each commit must be read back by its id. */
  | { readonly kind: 'unknown'; readonly error: Error };

/** Commits of one ledger in one batch, seq ascending and dense. A ledger occurs once in a batch. */
export interface LedgerBatch {
  readonly ledger: LedgerId;
  readonly commits: readonly CommitToStore[];
}

/** Order and bounds of a read of whole commits; seqs inclusive. */
export interface CommitRange {
  readonly fromSeq: number;
  readonly toSeq?: number;
  readonly direction: 'forward' | 'backward';
}

/**
 * What a technology must offer to be an event store: everything else (planning, group commit, expectations, retries,
 * reading of events, following) is shared above it, in `createEventStore`. Reads answer what a writer may believe
 * (design §4): on MongoDB from the primary with read concern majority.
 */
export interface CommitStorage {
  /**
   * Stores the batches durably. SQLite: one transaction for all. MongoDB: one ordered `insertMany` per ledger, ledgers
   * in parallel, `w:majority, j:true`. Answers per ledger, in the order given; throws only `StoreUnavailableError`,
   * when surely nothing was written.
   */
  insert(batches: readonly LedgerBatch[]): Promise<readonly InsertOutcome[]>;
  /** Last commit of a ledger. */
  last(ledger: LedgerId): Promise<StoredCommit | undefined>;
  byId(ledger: LedgerId, id: CommitId): Promise<StoredCommit | undefined>;
  /** The commit that holds the leaf at `idx`, if it exists. */
  at(ledger: LedgerId, idx: number): Promise<StoredCommit | undefined>;
  /** Commits of a ledger by seq, streamed in pages; never a whole ledger in memory. */
  commits(ledger: LedgerId, range: CommitRange): AsyncIterable<StoredCommit>;
  /** Commits that hold events of a stream with `fromRev <= rev <= toRev`, by revision, streamed in pages. */
  streamCommits(
    ledger: LedgerId,
    stream: StreamId,
    range: { readonly fromRev: number; readonly toRev: number; readonly direction: 'forward' | 'backward' },
  ): AsyncIterable<StoredCommit>;
  /** Last revision of a stream; `undefined` when it does not exist. */
  streamHead(ledger: LedgerId, stream: StreamId): Promise<number | undefined>;
  /** Raises head hints; never lowers one. */
  raiseHeads(heads: readonly LedgerHead[]): Promise<void>;
  heads(filter: { readonly changedSince?: Instant; readonly context?: string }): AsyncIterable<LedgerHead>;
  /** Last place per ledger among the commits stored at or after `since`: the sweep of recent commits. */
  storedSince(since: Instant): AsyncIterable<StoredCommitPlace>;
  /** Last place of every ledger, from the commits themselves, not from hints: the full, throttled sweep. */
  allLedgers(): AsyncIterable<StoredCommitPlace>;
  /** Leaf time of the commit that was stored last in the whole store: for the clock rule of 45 days. */
  latestTime(): Promise<Instant | undefined>;
  /** The server's time where the store is a server, for the clock rule of 5 seconds. */
  serverTime?(): Promise<Instant>;
  disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}
