export { createEventStore } from './create-event-store.js';
export {
  CONFLICT_RETRY_LIMIT_MS,
  DEFAULT_FOLLOW_BATCH_SIZE,
  DEFAULT_FOLLOW_POLL_MS,
  DEFAULT_SWEEP_INTERVAL_MS,
  MAX_BATCH_BYTES,
  MAX_COMMIT_BYTES,
  MAX_COMMITS_PER_BATCH,
  MAX_CONDITION_DISTANCE,
  MAX_EVENTS_PER_COMMIT,
  MAX_WAITING_APPENDS,
  SWEEP_WINDOW_MS,
  type EventStore,
  type ExpectedRevision,
  type Expectations,
  type FollowOptions,
  type FollowStart,
  type CommitLeaves,
  type IndexRange,
  type LedgerClosing,
  type LedgerHead,
  type LedgerNotice,
  type LedgerNoticeType,
  type LedgerRecording,
  type NoneAfterCondition,
  type ProposedCommit,
  type ProposedDisclosure,
  type ProposedEvent,
  type RecordedCommit,
  type RecordedEvent,
  type RevisionRange,
} from './event-store.js';
export {
  ClockAheadError,
  CommitIdReusedError,
  ConditionFailedError,
  ConditionTooOldError,
  ContentionError,
  EventStoreError,
  ForeignStoreError,
  InvalidCommitError,
  InvalidRangeError,
  LedgerClosedError,
  LedgerHoleError,
  OutcomeUnknownError,
  RevisionConflictError,
  StoreBusyError,
  StoreStoppedError,
  StoreUnavailableError,
} from './errors.js';
export type {
  CommitRange,
  CommitStorage,
  CommitToStore,
  InsertOutcome,
  LedgerBatch,
  StoredCommit,
  StoredCommitPlace,
  StoredStream,
} from './commit-storage.js';
export type { CommitInspection, IndexedCommit, IndexedStream } from './commit-inspection.js';
export type { LedgerKeysProvider, LedgerVkeys } from './ledger-opening.js';
export type { EventStoreLimits, EventStoreOptions, UpcastEvent } from './options.js';
export { MANUAL_TIME_START, ManualSeedError, type ManualTime } from './manual-time.js';
export { frameLeaves, leavesIn } from './frames.js';
export { isSameCommand, RECOVERED_DIGEST } from './recovered-digest.js';
export { eventId } from './event-id.js';
