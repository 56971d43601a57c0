export { createKeyStore, SECRET_BYTES, type KeyStoreOptions } from './create-key-store.js';
export { ED25519_SEED_BYTES, publicKeyOf } from './ed25519.js';
export { openKeyEncryption, SCRYPT_COST, type KeyEncryption } from './key-encryption.js';
export type { KeyRow, KeyRows } from './key-rows.js';
export { KeyStoreError, type KeyStore, type LedgerKey, type LedgerKeyUse, type LedgerSigner } from './keys.js';
