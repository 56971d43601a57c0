import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** What random bytes are for. In the manual mode they are a function of this, never of a sequence (design §3). */
export interface EntropyPurpose {
  /** Origin of the ledger they are drawn for. */
  readonly log: string;
  /** The commit they are drawn for, or a fixed word where there is none (`opening`). */
  readonly commit: string;
  /** What they become: `event-id/0`, `salt/0/description`, `nonce`, `key/log`. */
  readonly purpose: string;
}

/** Source of randomness; injected everywhere. */
export interface Entropy {
  /** @returns `length` bytes for `purpose`. */
  bytes(length: number, purpose: EntropyPurpose): Uint8Array;
}

/** Bytes drawn from the system at once: a call costs more than the bytes, and every event takes ten. */
const POOL_BYTES = 4_096;
/** Longest draw that comes from the pool: ids and salts do, keys never lie in it. */
const LONGEST_POOLED_BYTES = 16;

const pool = new Uint8Array(POOL_BYTES);
let poolUsed = POOL_BYTES;

/** The system's randomness: the purpose plays no part. */
export const systemEntropy: Entropy = {
  bytes: (length) => {
    if (length > LONGEST_POOLED_BYTES) return globalThis.crypto.getRandomValues(new Uint8Array(length));
    if (poolUsed + length > POOL_BYTES) {
      globalThis.crypto.getRandomValues(pool);
      poolUsed = 0;
    }
    const drawn = pool.slice(poolUsed, poolUsed + length);
    pool.fill(0, poolUsed, poolUsed + length); // whoever holds the bytes is the only one
    poolUsed += length;
    return drawn;
  },
};

/**
 * Randomness derived from a seed (HKDF-SHA-256, RFC 5869): the same seed and purpose give the same bytes, so two
 * deployments driven alike write byte-identical ledgers (design §3). Only for `TAIZHANG_CLOCK=manual`.
 */
export function derivedEntropy(seed: string): Entropy {
  const key = utf8ToBytes(`taizhang/seed/${seed}`);
  return {
    bytes: (length, { log, commit, purpose }) =>
      hkdf(sha256, key, undefined, utf8ToBytes(JSON.stringify([log, commit, purpose])), length),
  };
}
