export type { IdentityStoreCase, IdentityStoreFixture } from './conformance-case.js';
export { identityStoreCases } from './identity-store.cases.js';
export { identityStoreConformance, runCase } from './identity-store.conformance.js';
export { memoryIdentityFixture } from './memory-identity-fixture.js';
export { IdentityMemory, MemoryIdentityRows } from './memory-identity-rows.js';
