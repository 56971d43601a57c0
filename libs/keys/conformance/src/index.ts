export {
  keyStoreCases,
  keyStoreConformance,
  type KeyStoreCase,
  type KeyStoreFixture,
} from './key-store.conformance.js';
