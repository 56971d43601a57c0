import type { Instant, LedgerId } from '@taizhang/kernel';

/** In a mark that names no leaf: its index alone counts. */
export const NO_LEAF_HASH = '';

/** Where a consumer stands in a ledger: the last index it handled and that leaf's hash (design §7, inbox). */
export interface InboxMark {
  /** Last handled index; -1 = none. */
  readonly idx: number;
  /** Lower-case hex of the RFC 6962 leaf hash at `idx`; {@link NO_LEAF_HASH} for -1, and where a row was done and no leaf. */
  readonly leafHash: string;
}

/** Why a ledger rests for one consumer. */
export interface ParkedLedger {
  readonly consumer: string;
  readonly ledger: LedgerId;
  /** First index that was not handled. */
  readonly idx: number;
  readonly eventId: string;
  readonly type: string;
  /** `FAILED` after retries, `NOT_YET` after a day, `FORKED`, `UNKNOWN_VERSION` until the upgrade. */
  readonly reason: 'FAILED' | 'NOT_YET' | 'FORKED' | 'UNKNOWN_VERSION';
  /** Error class and message without personal data. */
  readonly detail: string;
  readonly attempts: number;
  readonly parkedAt: Instant;
}

/** An operator's decision on a parked ledger, kept for good. */
export interface ParkedDecision {
  readonly consumer: string;
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly action: 'retry' | 'skip';
  readonly by: string;
  readonly reason: string;
  readonly at: Instant;
}

/** Result of a policy's command that was finally refused (handler answer *refused*), kept for operators. */
export interface RefusedReaction {
  readonly consumer: string;
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly eventId: string;
  readonly code: string;
  readonly at: Instant;
}

/** A try that did not get an event handled; kept so that bounds hold across restarts. */
export interface FailedAttempt {
  readonly consumer: string;
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly kind: 'FAILED' | 'NOT_YET';
  readonly at: Instant;
}

/** How often, and since when, an event has been tried in vain. */
export interface AttemptCount {
  readonly attempts: number;
  /** Time of the first of these tries. */
  readonly since: Instant;
}

/** A lease on one bucket of ledgers (`bucketOf`), in the store server's time (design §7). */
export interface Lease {
  readonly name: string;
  readonly bucket: number;
  readonly holder: string;
  /** Grows by one with every change of holder: a fencing token. */
  readonly term: number;
}

/** What followers remember; adapters: SQLite and MongoDB, one conformance suite. */
export interface FollowerState {
  mark(consumer: string, ledger: LedgerId): Promise<InboxMark | undefined>;
  /** All consumers that have marks, by name. */
  consumers(): Promise<readonly string[]>;
  /** All marks of a consumer, streamed. */
  marks(consumer: string): AsyncIterable<{ readonly ledger: LedgerId; readonly mark: InboxMark }>;
  /**
   * Saves a mark by compare-and-set. @returns false when `expected` is not what is stored (a rival was faster, or this is
   * late): an older mark never overwrites a newer one.
   */
  saveMark(consumer: string, ledger: LedgerId, mark: InboxMark, expected: InboxMark | undefined): Promise<boolean>;
  /** Forgets a consumer's marks: an explicit replay from zero. */
  forgetMarks(consumer: string): Promise<void>;
  /**
   * Counts a try in vain. The count is that of (consumer, ledger, idx, kind): another index or kind starts anew, and so
   * does an operator's decision.
   */
  recordAttempt(attempt: FailedAttempt): Promise<AttemptCount>;
  /** Parks a ledger; parking it again replaces what was said of it. */
  park(parked: ParkedLedger): Promise<void>;
  parked(filter?: { readonly consumer?: string; readonly ledger?: LedgerId }): Promise<readonly ParkedLedger[]>;
  /** Records the operator's decision and lets the ledger go on; false when it is not parked at that index. */
  unpark(decision: ParkedDecision): Promise<boolean>;
  decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]>;
  /** Idempotent by (consumer, ledger, idx): the first one stays. */
  recordRefusal(refusal: RefusedReaction): Promise<void>;
  refusals(consumer: string): Promise<readonly RefusedReaction[]>;
  /**
   * Takes or keeps leases on the buckets that are free, expired or already ours, for `ttlMs` (at most
   * {@link MAX_LEASE_TTL_MS}) from now in the store server's time. A lease that ends later than any could is the trace of
   * a clock that was set back: it counts as expired. @returns those of `buckets` held now.
   */
  acquireLeases(name: string, buckets: readonly number[], holder: string, ttlMs: number): Promise<readonly Lease[]>;
  releaseLeases(name: string, holder: string): Promise<void>;
  close(): Promise<void>;
}

/** Number of buckets that ledgers fall into for leases (design §7). */
export const LEASE_BUCKETS = 256;

/** Longest lease, in milliseconds. */
export const MAX_LEASE_TTL_MS = 60_000;
