export { cases } from './cases.js';
export { commitInspectionConformance, type CommitInspectionFixture } from './commit-inspection-conformance.js';
export type { ConformanceCase, Topic } from './conformance-case.js';
export { CASE_TIMEOUT_MS, eventStoreConformance } from './event-store-conformance.js';
export type { ChildStorage, ConformanceDatabase, EventStoreFixture, WrapStorage } from './fixture.js';
export { createMemoryCommitStorage } from './memory/memory-commit-storage.js';
export { MemoryDatabase } from './memory/memory-database.js';
export { connectMemoryCommitStorage, serveMemoryDatabase } from './memory/remote-memory.js';
export { manualTimeConformance, type ManualTimeFixture } from './manual-time-conformance.js';
