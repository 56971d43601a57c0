import { sha256 as hash } from '@noble/hashes/sha2.js';

/**
 * SHA-256 (FIPS 180-4) of bytes, given in one or more parts that are hashed one after another.
 * In JavaScript, for browsers, where the platform's own is asynchronous; Node gets `sha256.node.ts` in its place, by the
 * `imports` of the package.
 */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const state = hash.create();
  for (const part of parts) state.update(part);
  return state.digest();
}
