import { eventStoreConformance } from './event-store-conformance.js';
import { memoryFixture } from './memory/memory-fixture.js';

eventStoreConformance(memoryFixture());
