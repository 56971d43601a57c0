import { ed25519 } from '@noble/curves/ed25519.js';

import { PUBLIC_KEY_BYTES } from './vkey.js';

/** Bytes of an Ed25519 signature (RFC 8032). */
export const SIGNATURE_BYTES = 64;
/** Bytes of an Ed25519 private seed. */
export const SEED_BYTES = 32;

/** The public key of a seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** Signs a message as it is, without hashing it first (RFC 8032). */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}

/**
 * Whether a signature is the key's, by the strict decoding rules of RFC 8032: no large `s`, no point in another encoding, no key of
 * small order. Never throws.
 */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
