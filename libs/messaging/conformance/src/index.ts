export { FOLLOWER_STATE_CASES, followerStateConformance } from './follower-state-conformance.js';
export type { FollowerDatabase, FollowerStateFixture, OwnerStore, TransportFixture, TransportSite } from './fixture.js';
export { transportCases, transportConformance } from './transport-conformance.js';
export type { ConformanceCase } from './conformance-case.js';
export { FollowerMemory, MemoryFollowerState } from './memory/memory-follower-state.js';
export { MemoryLedgers, NOTED, type LeafParts } from './memory/memory-ledgers.js';
export { interruptibleStore, type InterruptibleStore } from './memory/interruptible-store.js';
export { manualTimers, type ManualTimers } from './memory/manual-timers.js';
export {
  Effects,
  gate,
  recordingHandler,
  type Behaviour,
  type Gate,
  type RecordingOptions,
} from './recording-handler.js';
