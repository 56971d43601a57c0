import { jobRowsConformance } from './job-rows.conformance.js';
import { memoryJobRowsFixture } from './memory-job-rows.js';

jobRowsConformance(memoryJobRowsFixture());
