import { sha256 } from '#sha256';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

/** `H(0x00 || leaf bytes)` (RFC 6962 §2.1). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(LEAF_PREFIX, leaf);
}

/** `H(0x01 || left || right)` (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE_PREFIX, left, right);
}

/** Root of the tree without leaves: `H("")`. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array());
}

/** Root of the tree over these leaf hashes: `MTH` of RFC 6962 §2.1. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  return leafHashes.length === 0 ? emptyRoot() : rangeRoot(leafHashes, 0, leafHashes.length);
}

/** `MTH(D[begin:end])`; the range is not empty and lies inside the list. */
export function rangeRoot(leafHashes: readonly Uint8Array[], begin: number, end: number): Uint8Array {
  if (end - begin === 1) {
    const only = leafHashes[begin];
    if (only === undefined) throw new RangeError('range outside the leaves');
    return only;
  }
  const middle = begin + splitPoint(end - begin);
  return nodeHash(rangeRoot(leafHashes, begin, middle), rangeRoot(leafHashes, middle, end));
}

/**
 * The largest power of two below `size`, where a tree of that size splits. Sizes reach 2^53-1, so no bit operators here or
 * in the proofs: they cut to 32 bits.
 * @param size at least 2
 */
export function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Whether two hashes are equal. Not in constant time: hashes of a log are public. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
