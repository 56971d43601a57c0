import { eventStoreConformance } from './event-store-conformance.js';
import { memoryFixture } from './memory/memory-fixture.js';

// As a server, so that all clock rules are seen to hold; a store without a clock of its own is SQLite.
eventStoreConformance(memoryFixture({ server: true }));
