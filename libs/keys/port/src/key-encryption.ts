import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { KeyStoreError } from './keys.js';
import type { KeyRow, KeyRows } from './key-rows.js';

/** Cost of turning a passphrase into a key: 2^15 blocks of 8, about 32 MiB (RFC 7914). */
export const SCRYPT_COST = 2 ** 15;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const KEK_ROW = 'kek/1';
const KEK_CHECK = Buffer.from('taizhang/kek-check/v1');

/** Wraps secrets under the key-encryption key with AES-256-GCM; the row's id is bound in, so rows cannot be exchanged. */
export interface KeyEncryption {
  wrap(id: string, secret: Uint8Array): Uint8Array;
  /** @throws KeyStoreError `KEK_WRONG` when the bytes do not open under this key and id. */
  unwrap(row: KeyRow): Uint8Array;
}

/**
 * Opens a key store under a passphrase: the first opening fixes the salt, every later one must bring the same passphrase.
 * @throws KeyStoreError `KEK_WRONG`
 */
export async function openKeyEncryption(rows: KeyRows, passphrase: string): Promise<KeyEncryption> {
  const existing = await rows.get(KEK_ROW);
  if (existing !== undefined) return verified(existing, passphrase);
  const salt = randomBytes(SALT_BYTES);
  const encryption = encryptionUnder(derive(passphrase, salt));
  const made = { id: KEK_ROW, open: salt.toString('base64url'), wrapped: encryption.wrap(KEK_ROW, KEK_CHECK) };
  if (await rows.insert(made)) return encryption;
  const winner = await rows.get(KEK_ROW);
  if (winner === undefined)
    throw new KeyStoreError('KEY_STORE_UNAVAILABLE', 'The key store lost a row that it had just refused to overwrite.');
  return verified(winner, passphrase);
}

function verified(row: KeyRow, passphrase: string): KeyEncryption {
  const encryption = encryptionUnder(derive(passphrase, Buffer.from(row.open, 'base64url')));
  encryption.unwrap(row);
  return encryption;
}

function derive(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, KEY_BYTES, {
    N: SCRYPT_COST,
    r: 8,
    p: 1,
    maxmem: 128 * SCRYPT_COST * 8 * 2,
  });
}

function encryptionUnder(key: Buffer): KeyEncryption {
  return {
    wrap: (id, secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: ({ id, wrapped }) => {
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch (error) {
        throw new KeyStoreError(
          'KEK_WRONG',
          'The key-encryption key does not open this key store: TAIZHANG_KEK (or its file) is not the one it was made with.',
          {
            cause: error,
          },
        );
      }
    },
  };
}
