export type { ConformanceCase, Topic } from './conformance-case.js';
export type { ConformanceDatabase, ViewsFixture } from './fixture.js';
export { viewsCases, viewsConformance } from './suite.js';
export { MemoryMarks, type MemoryMark } from './memory/memory-marks.js';
export { MemoryViewStorage } from './memory/memory-view-storage.js';
