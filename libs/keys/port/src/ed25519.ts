import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** Bytes of an Ed25519 private seed (RFC 8032). */
export const ED25519_SEED_BYTES = 32;
/** PKCS#8 frame of a raw Ed25519 seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a raw seed. */
export function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** The raw 32-byte public key of a seed. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const { x } = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return Buffer.from(x, 'base64url');
}

/** Signs a message as it is (RFC 8032, no pre-hash). */
export function signWith(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(null, message, privateKeyOf(seed));
}
