import { createHash } from 'node:crypto';

const LEAF_PREFIX = Uint8Array.of(0x00);

/** RFC 6962 §2.1 leaf hash, lower-case hex: what inbox marks keep. Native hashing, because it is on the hot path of every follower. */
export function leafHashHex(leaf: Uint8Array): string {
  return createHash('sha256').update(LEAF_PREFIX).update(leaf).digest('hex');
}
