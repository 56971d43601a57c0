import { createHash } from 'node:crypto';
import type { LedgerId } from '@taizhang/kernel';
import { LEASE_BUCKETS } from './follower-state.js';

/**
 * The bucket of a ledger, 0..255: the unit in which followers share work (design §7). First byte of the SHA-256 of the
 * ledger id, so that any tool can compute it and ledgers with similar codes spread evenly.
 */
export function bucketOf(ledger: LedgerId): number {
  return (createHash('sha256').update(ledger).digest()[0] ?? 0) % LEASE_BUCKETS;
}

/** All buckets, in order. */
export const ALL_BUCKETS: readonly number[] = Array.from({ length: LEASE_BUCKETS }, (_, bucket) => bucket);
