import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyStoreError } from './keys.js';

/** Bytes of a key that wraps others. */
export const WRAPPING_KEY_BYTES = 32;
const VERSION_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Wraps a secret: version of the wrapping key, nonce, ciphertext and tag (AES-256-GCM; version and id are bound in). */
export function wrapUnder(key: Uint8Array, version: number, id: string, secret: Uint8Array): Buffer {
  const head = Buffer.alloc(VERSION_BYTES);
  head.writeUInt32BE(version);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(id)]));
  return Buffer.concat([head, nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Version of the key that something is wrapped under. @throws KeyStoreError `KEY_STORE_FOREIGN` for bytes that no `wrapUnder` made */
export function versionOf(wrapped: Uint8Array): number {
  if (wrapped.length < VERSION_BYTES + NONCE_BYTES + TAG_BYTES)
    throw new KeyStoreError('KEY_STORE_FOREIGN', 'The key store holds a row that is not of this version.');
  return bufferOf(wrapped).readUInt32BE(0);
}

/** @throws KeyStoreError `KEK_WRONG` when the bytes do not open under this key and id */
export function unwrapUnder(key: Uint8Array, id: string, wrapped: Uint8Array): Buffer {
  const bytes = bufferOf(wrapped);
  const nonce = bytes.subarray(VERSION_BYTES, VERSION_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([bytes.subarray(0, VERSION_BYTES), Buffer.from(id)]));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(VERSION_BYTES + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new KeyStoreError('KEK_WRONG', 'A row of the key store does not open under its key-encryption key.', {
      cause,
    });
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
