import { identityStoreConformance } from './identity-store.conformance.js';
import { memoryIdentityFixture } from './memory-identity-fixture.js';

identityStoreConformance(memoryIdentityFixture());
