export { createKeyStore, SECRET_BYTES, type KeyStoreOptions } from './create-key-store.js';
export { ED25519_SEED_BYTES, publicKeyOf } from './ed25519.js';
export { openKeyEncryption, SCRYPT_COST, type KeyEncryption } from './key-encryption.js';
export {
  allOfGroup,
  allRows,
  KEY_ROWS_PAGE,
  type KeyRow,
  type KeyRowChange,
  type KeyRowPage,
  type KeyRows,
} from './key-rows.js';
export {
  KeyStoreError,
  type DataKeyEntry,
  type DataKeyPurpose,
  type DataKeys,
  type GroupedData,
  type KeyStore,
  type LedgerKey,
  type LedgerKeyUse,
  type LedgerSigner,
  type SubjectKey,
  type SubjectKeyPlace,
} from './keys.js';
export { KID_BYTES, SUBJECT_KEY_BYTES } from './subject-keys.js';
export { DATA_KEY_BYTES } from './wrapped-data-keys.js';
export { keyInventory, ownWitnessVkeys, type KeyInventory, type ListedLedgerKey } from './inventory.js';
export { isRotatingTo, rotateKeyEncryption, type KekRotated, type KekRotation } from './rotation.js';
