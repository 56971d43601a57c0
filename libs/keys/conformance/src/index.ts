export type { KeyStoreCase, KeyStoreFixture } from './conformance-case.js';
export { keyStoreCases, keyStoreConformance } from './key-store.conformance.js';
export { KeyMemory, MemoryKeyRows } from './memory/memory-key-rows.js';
