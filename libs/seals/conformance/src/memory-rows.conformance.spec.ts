import { memoryGuardFixture, memorySealFixture } from './memory/memory-fixtures.js';
import { guardRowsConformance, sealRowsConformance } from './seals-conformance.js';

sealRowsConformance(memorySealFixture());
guardRowsConformance(memoryGuardFixture());
