export {
  DEFAULT_EVENTUALLY_DEADLINE_MS,
  DeadlineError,
  eventually,
  type EventuallyOptions,
} from './fault-injection/eventually.js';
export { delegatingCommitStorage } from './fault-injection/delegating-commit-storage.js';
export {
  APPEND_STEPS,
  faultyCommitStorage,
  type AppendStep,
  type FaultPlan,
  type InsertFault,
} from './fault-injection/faulty-commit-storage.js';
export { hidingCommitStorage, type Hidden } from './fault-injection/hiding-commit-storage.js';
export { observedCommitStorage, type StorageObservations } from './fault-injection/observed-commit-storage.js';
export {
  aCommit,
  anEvent,
  BUILT_ACTOR,
  BUILT_EVENT_TYPE,
  freshCommitId,
  type BuiltEvent,
  type CommitParts,
} from './event-store/commit.builder.js';
export { derivedLedgerKeys } from './event-store/ledger-keys.builder.js';
export { startFollower, type TestFollower } from './event-store/test-follower.js';
export {
  eventIdAt,
  fold,
  given,
  type Circumstances,
  type GivenEvent,
  type Outcome,
} from './given-when-then/scenario.js';
export { evolvesGoldenEvents, undefinedAfterGolden } from './golden/evolves-golden-events.js';
export {
  GOLDEN_FOLDER,
  goldenFileOf,
  readGoldenFiles,
  type Golden,
  type GoldenFile,
  type GoldenSample,
} from './golden/golden-files.js';
export { goldenProblems } from './golden/golden-rules.js';
export { SAMPLED_EVENTS } from './golden/samples/all-samples.js';
export { sampleOf } from './golden/sample-of.js';
export { SAMPLE_BUREAU, SAMPLE_EVENT } from './golden/samples/places.js';
export { sampled, type SampledEvents, type Samples } from './golden/samples/sampled-events.js';
export { projected, type ProjectedFrom, type ProjectingView } from './views/projected.js';
export { heldAsked, type HeldAsked } from './views/held-asked.js';
export { heldDocument, heldReads, type HeldDocuments, type HeldReads } from './views/held-reads.js';
