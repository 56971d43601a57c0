import { keyStoreConformance } from './key-store.conformance.js';
import { memoryKeyFixture } from './memory/memory-key-fixture.js';

keyStoreConformance(memoryKeyFixture());
