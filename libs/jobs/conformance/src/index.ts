export type { JobRowsCase, JobRowsFixture } from './conformance-case.js';
export { jobRowsCases } from './job-rows.cases.js';
export { jobRowsConformance, runCase } from './job-rows.conformance.js';
export { JobMemory, MemoryJobRows, memoryJobRowsFixture } from './memory-job-rows.js';
