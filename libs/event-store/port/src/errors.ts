import type { CommitId, LedgerId, StreamId } from '@taizhang/kernel';
import type { ExpectedRevision } from './event-store.js';

/** Any refusal of an event store; `code` is stable and reaches problem+json. Nothing was written. */
export abstract class EventStoreError extends Error {
  abstract readonly code: string;
}

/** A stream is not at the revision the commit expects: the decision is out of date; read, decide and try again. */
export class RevisionConflictError extends EventStoreError {
  override readonly name = 'RevisionConflictError';
  readonly code = 'REVISION_CONFLICT';
  constructor(
    readonly ledger: LedgerId,
    readonly stream: StreamId,
    readonly expected: ExpectedRevision,
    /** Revision of its last event; -1 = it does not exist. */
    readonly actual: number,
  ) {
    super(`${ledger}: stream ${stream} is at revision ${String(actual)}, expected ${String(expected)}`);
  }
}

/** An event that a "none after" condition, or an expected size, excludes has been recorded since: the gate must be judged anew. */
export class ConditionFailedError extends EventStoreError {
  override readonly name = 'ConditionFailedError';
  readonly code = 'CONDITION_FAILED';
  constructor(
    readonly ledger: LedgerId,
    /** Index of the first event that matches. */
    readonly idx: number,
  ) {
    super(`${ledger}: an event at index ${String(idx)} excludes this commit`);
  }
}

/** A "none after" condition reaches back further than can be checked: read again and decide anew. */
export class ConditionTooOldError extends EventStoreError {
  override readonly name = 'ConditionTooOldError';
  readonly code = 'CONDITION_TOO_OLD';
}

/** The commit id was used for another command. */
export class CommitIdReusedError extends EventStoreError {
  override readonly name = 'CommitIdReusedError';
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor(
    readonly ledger: LedgerId,
    readonly commitId: CommitId,
  ) {
    super(`${ledger}: commit id ${commitId} was used for another command`);
  }
}

/** The commit cannot be recorded whatever the state: no events, too large, outside the leaf profile, ids malformed. */
export class InvalidCommitError extends EventStoreError {
  override readonly name = 'InvalidCommitError';
  constructor(
    readonly code: 'COMMIT_EMPTY' | 'COMMIT_TOO_LARGE' | 'EVENT_TOO_LARGE' | 'EVENT_INVALID' | 'COMMIT_INVALID',
    message: string,
  ) {
    super(message);
  }
}

/** The queue of waiting appends is full; try again after {@link retryAfterMs} (HTTP 503 with Retry-After). */
export class StoreBusyError extends EventStoreError {
  override readonly name = 'StoreBusyError';
  readonly code = 'STORE_BUSY';
  readonly retryAfterMs = 1_000;
}

/** The store is stopping or stopped. */
export class StoreStoppedError extends EventStoreError {
  override readonly name = 'StoreStoppedError';
  readonly code = 'STORE_STOPPED';
}

/** Races were lost for the whole retry time; safe to try again with the same id. */
export class ContentionError extends EventStoreError {
  override readonly name = 'ContentionError';
  readonly code = 'CONTENTION';
  readonly retryAfterMs = 1_000;
}

/** The store did not answer and the outcome could not be read back: it may or may not be recorded; retry with the same id. */
export class OutcomeUnknownError extends EventStoreError {
  override readonly name = 'OutcomeUnknownError';
  readonly code = 'OUTCOME_UNKNOWN';
  readonly retryAfterMs = 1_000;
}

/** The store cannot be written or read now (database away, disk full, read-only). */
export class StoreUnavailableError extends EventStoreError {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'STORE_UNAVAILABLE';
  readonly retryAfterMs = 2_000;
}

/** The clock may not be believed (ledger-format §2, row `time`). */
export class ClockAheadError extends EventStoreError {
  override readonly name = 'ClockAheadError';
  readonly code = 'CLOCK_AHEAD';
}

/** The ledger ended with `ledger.Closed`. */
export class LedgerClosedError extends EventStoreError {
  override readonly name = 'LedgerClosedError';
  readonly code = 'LEDGER_CLOSED';
}

/** A position is missing, or a recorded commit vanished or changed: alarm, never a silent wait (design §4). */
export class LedgerHoleError extends EventStoreError {
  override readonly name = 'LedgerHoleError';
  readonly code = 'LEDGER_HOLE';
  constructor(
    readonly ledger: LedgerId,
    /** First sequence number that is not as it must be. */
    readonly seq: number,
    message: string,
  ) {
    super(`${ledger}: ${message}`);
  }
}

/** A range whose bounds are not non-negative integers. */
export class InvalidRangeError extends EventStoreError {
  override readonly name = 'InvalidRangeError';
  readonly code = 'INVALID_RANGE';
}

/** The store was written by something else, or is of an unknown version; one sentence for the operator. */
export class ForeignStoreError extends EventStoreError {
  override readonly name = 'ForeignStoreError';
  readonly code = 'FOREIGN_STORE';
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
