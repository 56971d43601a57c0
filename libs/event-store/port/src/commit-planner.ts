import type { Instant, LedgerId, StreamId } from '@taizhang/kernel';
import { encodeLeaf, LEAF_FORMAT, LeafProfileError, type Leaf } from '@taizhang/ledger';
import type { CommitToStore, StoredStream } from './commit-storage.js';
import {
  ClockAheadError,
  ConditionFailedError,
  ConditionTooOldError,
  InvalidCommitError,
  LedgerClosedError,
  RevisionConflictError,
} from './errors.js';
import {
  MAX_COMMIT_BYTES,
  type ExpectedRevision,
  type Expectations,
  type NoneAfterCondition,
  type ProposedCommit,
} from './event-store.js';
import { frameLeaves } from './frames.js';
import type { LedgerState } from './ledger-state.js';

/** How far the previous leaf may be ahead of the clock before a writer refuses, in milliseconds (ledger-format §2, row `time`). */
export const MAX_LEAF_AHEAD_MS = 300_000;

/** What all plans of one batch share. */
export interface PlanningMoment {
  /** The clock's time. */
  readonly now: Instant;
  /** The machine's time. */
  readonly storedAt: Instant;
  readonly maxConditionDistance: number;
}

/** A commit that fits on top of a state, encoded. */
export interface CommitPlan {
  readonly stored: CommitToStore;
  readonly leaves: readonly Leaf[];
  /** Bytes of each leaf. */
  readonly bytes: readonly Uint8Array[];
}

/**
 * Judges a commit against what is known of its ledger, and encodes it for the next seq. Does not change the state.
 * Every stream that the commit writes or expects something of, and every event its conditions ask about, must be known.
 * @throws {EventStoreError} the refusal
 */
export function planCommit(
  state: LedgerState,
  log: string,
  commit: ProposedCommit,
  moment: PlanningMoment,
): CommitPlan {
  if (state.closed) throw new LedgerClosedError(`${state.ledger} is closed`);
  if (commit.expect !== undefined) checkExpectations(state, commit.expect, moment.maxConditionDistance);
  const time = leafTime(state, moment.now);
  const seq = state.seq + 1;
  const streams = new Map<StreamId, StoredStream>();
  const leaves = commit.events.map((event, pos): Leaf => {
    const earlier = streams.get(event.stream);
    const rev = (earlier?.toRev ?? knownHead(state, event.stream)) + 1;
    streams.set(event.stream, { stream: event.stream, fromRev: earlier?.fromRev ?? rev, toRev: rev });
    return {
      actor: commit.actor,
      ...(commit.cause === undefined ? undefined : { cause: commit.cause }),
      clr: event.clr,
      commit: { cnt: commit.events.length, id: commit.id, pos, seq },
      ...(commit.corr === undefined ? undefined : { corr: commit.corr }),
      data: event.data,
      format: LEAF_FORMAT,
      id: event.id,
      idx: state.size + pos,
      log,
      rev,
      schema: event.schema,
      stream: event.stream,
      time,
      type: event.type,
    };
  });
  const bytes = encodeLeaves(leaves);
  const stored = {
    ledger: state.ledger,
    seq,
    id: commit.id,
    digest: commit.digest,
    idx: state.size,
    cnt: leaves.length,
    time,
    storedAt: moment.storedAt,
    leaves: frameLeaves(bytes),
    streams: [...streams.values()],
    disclosures: commit.disclosures ?? [],
  };
  return { stored, leaves, bytes };
}

/**
 * Whether a state is as a commit expects it.
 * @throws {RevisionConflictError | ConditionFailedError | ConditionTooOldError}
 */
export function checkExpectations(
  state: LedgerState,
  { streams, none, size }: Expectations,
  maxConditionDistance: number,
): void {
  if (size !== undefined && state.size !== size)
    throw new ConditionFailedError(state.ledger, Math.min(size, state.size));
  if (streams !== undefined) {
    for (const stream of streamsOf(streams)) {
      const expected = streams[stream] ?? 'any';
      const actual = knownHead(state, stream);
      if (!meets(expected, actual)) throw new RevisionConflictError(state.ledger, stream, expected, actual);
    }
  }
  none?.forEach((condition) => {
    checkCondition(state, condition, maxConditionDistance);
  });
}

/** Names of the expectations: the type says that they are stream ids, which `Object.keys` forgets. */
export function streamsOf(streams: NonNullable<Expectations['streams']>): readonly StreamId[] {
  return Object.keys(streams) as StreamId[]; // the keys of a record of stream ids
}

function checkCondition(state: LedgerState, condition: NoneAfterCondition, maxDistance: number): void {
  const distance = state.size - (condition.after + 1);
  if (distance > maxDistance) {
    throw new ConditionTooOldError(
      `${state.ledger}: ${String(distance)} events since index ${String(condition.after)}, too many to check`,
    );
  }
  const excluded = state.firstExcluded(condition);
  if (excluded !== undefined) throw new ConditionFailedError(state.ledger, excluded);
}

function meets(expected: ExpectedRevision, actual: number): boolean {
  return expected === 'any' || actual === (expected === 'no-stream' ? -1 : expected);
}

function knownHead(state: LedgerState, stream: StreamId): number {
  const head = state.head(stream);
  if (head === undefined) throw new Error(`${state.ledger}: planned without the head of ${stream}`);
  return head;
}

/** max(now, previous), so that time never goes back in a ledger; a previous leaf far ahead of now is a wrong clock. */
function leafTime(state: LedgerState, now: Instant): Instant {
  if (now >= state.time) return now;
  if (Date.parse(state.time) - Date.parse(now) > MAX_LEAF_AHEAD_MS) {
    throw new ClockAheadError(`${state.ledger}: the last leaf (${state.time}) is far ahead of the clock (${now})`);
  }
  return state.time;
}

function encodeLeaves(leaves: readonly Leaf[]): readonly Uint8Array[] {
  let total = 0;
  return leaves.map((leaf, pos) => {
    const bytes = encodeEvent(leaf, pos);
    total += bytes.length;
    if (total > MAX_COMMIT_BYTES)
      throw new InvalidCommitError('COMMIT_TOO_LARGE', `a commit has at most ${String(MAX_COMMIT_BYTES)} bytes`);
    return bytes;
  });
}

function encodeEvent(leaf: Leaf, pos: number): Uint8Array {
  try {
    return encodeLeaf(leaf);
  } catch (error) {
    if (!(error instanceof LeafProfileError)) throw error;
    const code = error.code === 'E_LEAF_TOO_LARGE' ? 'EVENT_TOO_LARGE' : 'EVENT_INVALID';
    throw new InvalidCommitError(code, `event ${String(pos)}: ${error.message}`);
  }
}

/** Ids of all ledgers' origins. */
export function originOf(authority: string, ledger: LedgerId): string {
  return `${authority}/${ledger}`;
}
