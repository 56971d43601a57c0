export { KeyStoreError, type KeyStore, type LedgerKey, type LedgerKeyUse, type LedgerSigner } from './keys.js';
