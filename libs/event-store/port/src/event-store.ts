import type { Actor, Clearance, CommitId, EventId, Instant, JsonObject, LedgerId, StreamId } from '@taizhang/kernel';
import type { LedgerEvents } from '@taizhang/ledger';

/** Revision a stream must have for a commit to be accepted; a number is the revision of its last event. */
export type ExpectedRevision = 'any' | 'no-stream' | number;

/** An event on its way into a ledger: sealed, without a place yet. */
export interface ProposedEvent {
  /** UUIDv7, made by `eventId` before sealing: envelopes are bound to it. The same for every try. */
  readonly id: EventId;
  readonly stream: StreamId;
  /** `<context>.<Name>`; `ledger.*` is reserved. */
  readonly type: string;
  /** Version of the payload's schema, from 1. */
  readonly schema: number;
  readonly clr: Clearance;
  /** Open fields and digests (`_sd`); becomes the leaf's `data`. */
  readonly data: JsonObject;
}

/** "No event of these types, or in these streams, after index `after`": guards a gate that read up to `after` (design §4). */
export interface NoneAfterCondition {
  readonly types?: readonly string[];
  readonly streams?: readonly StreamId[];
  /** Index of the last event the decision has seen; -1 = it saw an empty ledger. */
  readonly after: number;
}

/** What one commit expects of its ledger. A stream that is written but not named here is expected `any`. */
export interface Expectations {
  /** Written and check-only streams alike. */
  readonly streams?: Readonly<Record<StreamId, ExpectedRevision>>;
  readonly none?: readonly NoneAfterCondition[];
  /** Number of leaves the ledger has right before the commit: for a commit that says where in its ledger it lies. */
  readonly size?: number;
}

/** One decision's events for one or several streams of one ledger: all or none are recorded (design §4). */
export interface ProposedCommit {
  /** Derived from the request or the cause; the same for every retry. */
  readonly id: CommitId;
  /** HMAC of the command under a store secret: tells a retry from a reuse of the id. */
  readonly digest: string;
  readonly actor: Actor;
  readonly cause?: EventId;
  readonly corr?: string;
  /** 1..{@link MAX_EVENTS_PER_COMMIT}, in order. */
  readonly events: readonly ProposedEvent[];
  readonly expect?: Expectations;
  /** Disclosures of sealed fields (ledger-format §8), stored before or with the commit, keyed by digest. */
  readonly disclosures?: readonly ProposedDisclosure[];
}

/** A sealed field's value beside the leaf. */
export interface ProposedDisclosure {
  /** b64u SHA-256 of the disclosure string. */
  readonly digest: string;
  /** As whoever appends keeps it: the store does not look into it. */
  readonly disclosure: string;
  /** For a value in an envelope: the place it is bound to, and the key it is under (ledger-format §9). */
  readonly personal?: { readonly event: EventId; readonly pointer: string; readonly kid: string };
}

/** An event as recorded. `data` is lifted to the newest schema version; `leaf` is what was stored, to the byte. */
export interface RecordedEvent {
  readonly ledger: LedgerId;
  /** Position in the ledger = Merkle leaf index: order, gap detection and de-duplication in one number. */
  readonly idx: number;
  readonly stream: StreamId;
  readonly rev: number;
  readonly id: EventId;
  readonly type: string;
  /** Version of `data` as given here (after upcasting). */
  readonly schema: number;
  readonly clr: Clearance;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly time: Instant;
  readonly cause?: EventId;
  readonly corr?: string;
  readonly commit: { readonly id: CommitId; readonly seq: number; readonly pos: number; readonly cnt: number };
  /** Exact leaf bytes (JCS, ledger-format §2). */
  readonly leaf: Uint8Array;
}

/** A commit as recorded, or as it had been recorded by an earlier try with the same id. */
export interface RecordedCommit {
  readonly ledger: LedgerId;
  readonly id: CommitId;
  readonly seq: number;
  /** Index of its first event. */
  readonly idx: number;
  readonly time: Instant;
  readonly events: readonly RecordedEvent[];
  /** True when an earlier try had recorded it: nothing was written now. */
  readonly repeated: boolean;
}

/** Leaves of one commit as they are stored, unparsed: for whoever hashes or carries them. */
export interface CommitLeaves {
  readonly seq: number;
  /** Index of its first leaf. */
  readonly idx: number;
  /** Exact leaf bytes (JCS, ledger-format §2), in order. */
  readonly leaves: readonly Uint8Array[];
}

/** Part of a stream. All bounds are revisions, inclusive; `limit` counts events. */
export interface RevisionRange {
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
  /** `backward` starts at `from` (default: the last) and goes down to `to` (default: 0). */
  readonly direction?: 'forward' | 'backward';
}

/** Part of a ledger. All bounds are indices, inclusive; `limit` counts events. `asOf` leaves out later recording times. */
export interface IndexRange {
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
  readonly direction?: 'forward' | 'backward';
  readonly asOf?: Instant;
}

/** How far a ledger has come: a hint, raised after the insert (design §4). */
export interface LedgerHead {
  readonly ledger: LedgerId;
  /** Number of leaves. */
  readonly size: number;
  /** When its last commit was stored, by the writer's clock of storage (never the manual clock). */
  readonly storedAt: Instant;
}

/** Where a follower starts in a ledger: the index of the first event it wants. */
export type FollowStart = 'start' | 'end' | ((ledger: LedgerId) => Promise<number> | number);

/** How to follow ledgers: catch-up, then live; order is kept within a ledger. */
export interface FollowOptions {
  readonly from: FollowStart;
  /** Only ledgers for which this answers true (contexts, buckets); asked again whenever a ledger has something new. */
  readonly ledgers?: (ledger: LedgerId) => boolean;
  /** Ends the iteration quietly. */
  readonly signal?: AbortSignal;
  /** Most events in one delivered array; an array holds events of one ledger only. */
  readonly batchSize?: number;
  /** How often other processes' heads are asked for, in milliseconds. */
  readonly pollMs?: number;
  /** How often commits stored in the last ten minutes are compared with what was delivered, in milliseconds. */
  readonly sweepMs?: number;
  /** Called with a ledger's {@link LedgerHoleError}; without it the iteration ends with that error. */
  readonly onHole?: (error: Error) => void;
}

/** The append-only record of all ledgers of a deployment (design §4). Updates and deletes do not exist here. */
export interface EventStore {
  /** Records a commit atomically; idempotent by its id. Errors: `errors.ts`. */
  append(ledger: LedgerId, commit: ProposedCommit): Promise<RecordedCommit>;
  /** What an earlier try recorded under this id, if anything. Asked before deciding. */
  find(ledger: LedgerId, commitId: CommitId): Promise<RecordedCommit | undefined>;
  /** Digest under which a commit was recorded: to tell a retry from a reuse before deciding. */
  findDigest(ledger: LedgerId, commitId: CommitId): Promise<string | undefined>;
  readStream(ledger: LedgerId, stream: StreamId, range?: RevisionRange): AsyncIterable<RecordedEvent>;
  readLedger(ledger: LedgerId, range?: IndexRange): AsyncIterable<RecordedEvent>;
  /** Whole commits in order, beginning with the one that holds the leaf at `from` (default: the first). */
  readLeaves(ledger: LedgerId, from?: number): AsyncIterable<CommitLeaves>;
  /** Current size of one ledger as a writer must believe it (not the hint); `undefined` when it does not exist. */
  head(ledger: LedgerId): Promise<LedgerHead | undefined>;
  heads(filter?: { readonly changedSince?: Instant; readonly context?: string }): AsyncIterable<LedgerHead>;
  follow(options: FollowOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** Values of sealed fields by digest; erased or unknown ones are absent. */
  disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ends a ledger with `ledger.Closed` as its last leaf (design §4, ledger-format §7). */
  close(ledger: LedgerId, closing: LedgerClosing): Promise<RecordedCommit>;
  /**
   * Records what became of keys and sealed values: `ledger.*` events (ledger-format §7) in a commit of their own, idempotent by
   * its id. The ledger must exist.
   */
  record(ledger: LedgerId, recording: LedgerRecording): Promise<RecordedCommit>;
  /** Finishes the commits at hand, refuses new ones, releases the connection. */
  stop(): Promise<void>;
}

/** Data of `ledger.Closed`, and who closes. */
export interface LedgerClosing {
  readonly id: CommitId;
  readonly actor: Actor;
  readonly reason: 'merged' | 'split' | 'transferred' | 'abolished' | 'continued' | 'lost';
  /** Legal ground; no personal data. */
  readonly basis: string;
  /** Origins of the ledgers that go on. */
  readonly successors: readonly string[];
  readonly expect?: Expectations;
}

/** `ledger.*` events that are recorded as things happen to a ledger; it opens and ends by other ways. */
export type LedgerNoticeType = Exclude<keyof LedgerEvents, 'ledger.Opened' | 'ledger.Closed'>;

/** One `ledger.*` event; its stream, class and version are those of all of them. */
export type LedgerNotice = {
  readonly [T in LedgerNoticeType]: { readonly type: T; readonly data: LedgerEvents[T] };
}[LedgerNoticeType];

/** What became of keys and sealed values of a ledger, and who caused it. */
export interface LedgerRecording {
  /** Derived from the cause; the same for every retry. */
  readonly id: CommitId;
  readonly actor: Actor;
  readonly cause?: EventId;
  readonly corr?: string;
  /** 1..{@link MAX_EVENTS_PER_COMMIT}, in order; no personal data in them. */
  readonly events: readonly LedgerNotice[];
  /** What the ledger must be like; `ledger.KeyRetired` of a rotation names a size (ledger-format §7). */
  readonly expect?: Pick<Expectations, 'size'>;
}

/** Most events in one commit (design §4). */
export const MAX_EVENTS_PER_COMMIT = 500;
/** Most bytes of leaves in one commit: 4 MiB (design §4). */
export const MAX_COMMIT_BYTES = 4 * 1024 * 1024;
/** Most commits one group commit writes (design §4). */
export const MAX_COMMITS_PER_BATCH = 500;
/** Most bytes of leaves one group commit writes: 8 MiB (design §4). */
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;
/** Most appends that wait for their turn; one more is refused with `StoreBusyError`. */
export const MAX_WAITING_APPENDS = 10_000;
/** How long a lost race is tried again, in milliseconds (design §4). */
export const CONFLICT_RETRY_LIMIT_MS = 2_000;
/** How far back a "none after" condition may reach, in events, before it is `CONDITION_TOO_OLD`. */
export const MAX_CONDITION_DISTANCE = 10_000;
/** Most events a follower hands over at once. */
export const DEFAULT_FOLLOW_BATCH_SIZE = 512;
/** How often a follower asks for heads that other processes raised, in milliseconds. */
export const DEFAULT_FOLLOW_POLL_MS = 250;
/** How often a follower sweeps the commits stored lately, in milliseconds (design §4: every few seconds). */
export const DEFAULT_SWEEP_INTERVAL_MS = 5_000;
/** How far back that sweep looks, in milliseconds (design §4: ten minutes). */
export const SWEEP_WINDOW_MS = 600_000;
