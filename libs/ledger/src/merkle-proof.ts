import { nodeHash, rangeRoot, sameHash } from './merkle.js';
import { consistencyRanges, inclusionRanges } from './proof-ranges.js';

/** What a proof of inclusion claims: this leaf is at `index` in the tree (`size`, `root`). */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
}

/** What a proof of consistency claims: the tree (`to`, `toRoot`) only appends to (`from`, `fromRoot`). */
export interface ConsistencyClaim {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
}

/**
 * Path from the leaf's sibling upwards (RFC 6962 §2.1.1; ledger-format §6) in the tree over these leaf hashes.
 * @throws {RangeError} unless 0 <= index < number of leaves
 */
export function inclusionPath(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  return inclusionRanges(index, leafHashes.length).map(({ begin, end }) => rangeRoot(leafHashes, begin, end));
}

/**
 * Path that proves the tree over these leaf hashes an extension of its first `from` leaves (RFC 6962 §2.1.2; ledger-format §6).
 * @throws {RangeError} unless 1 <= from <= number of leaves
 */
export function consistencyPath(leafHashes: readonly Uint8Array[], from: number): Uint8Array[] {
  return consistencyRanges(from, leafHashes.length).map(({ begin, end }) => rangeRoot(leafHashes, begin, end));
}

/** Whether the path proves the claim (RFC 9162 §2.1.3.2). Worth nothing without a verified checkpoint for (size, root). */
export function verifyInclusion(claim: InclusionClaim, path: readonly Uint8Array[]): boolean {
  if (!isSize(claim.size) || !Number.isSafeInteger(claim.index) || claim.index < 0 || claim.index >= claim.size)
    return false;
  let [node, last, hash] = [claim.index, claim.size - 1, claim.leafHash];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      [node, last] = climbToRightChild(node, last);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [parent(node), parent(last)];
  }
  return last === 0 && sameHash(hash, claim.root);
}

/** Whether the path proves the claim (RFC 9162 §2.1.4.2). Worth nothing without verified checkpoints for both trees. */
export function verifyConsistency(claim: ConsistencyClaim, path: readonly Uint8Array[]): boolean {
  const { from, fromRoot, to, toRoot } = claim;
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (from === to) return path.length === 0 && sameHash(fromRoot, toRoot);
  let [node, last] = [from - 1, to - 1];
  while (node % 2 === 1) [node, last] = [parent(node), parent(last)];
  // The whole older tree is one perfect subtree: then its root starts the path and is not sent.
  const [start, ...rest] = node === 0 ? [fromRoot, ...path] : path;
  if (start === undefined) return false;
  let [oldHash, newHash] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      [node, last] = climbToRightChild(node, last);
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [node, last] = [parent(node), parent(last)];
  }
  return last === 0 && sameHash(oldHash, fromRoot) && sameHash(newHash, toRoot);
}

/** From a right-edge node that is a left child, up over the levels where it has no sibling. */
function climbToRightChild(node: number, last: number): [number, number] {
  while (node % 2 === 0 && node !== 0) [node, last] = [parent(node), parent(last)];
  return [node, last];
}

function parent(node: number): number {
  return Math.floor(node / 2);
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 1;
}
