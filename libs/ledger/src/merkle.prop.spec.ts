import fc from 'fast-check';

import { appendLeafHash, EMPTY_FRONTIER, frontierArity, frontierRoot } from './frontier.js';
import { consistencyPath, inclusionPath, verifyConsistency, verifyInclusion } from './merkle-proof.js';
import { leafHash, rootOf } from './merkle.js';

const hashes = Array.from({ length: 130 }, (_, i) => leafHash(Uint8Array.of(i)));
const none = new Uint8Array(32);

/** A path with one thing wrong: a bit flipped, a node dropped, added or moved. */
function damage(path: readonly Uint8Array[], kind: number, at: number): Uint8Array[] {
  const i = path.length === 0 ? 0 : at % path.length;
  if (kind === 0 && path.length > 0)
    return path.map((node, j) => (j === i ? node.map((byte, k) => (k === 3 ? byte ^ 1 : byte)) : node));
  if (kind === 1 && path.length > 0) return path.filter((_, j) => j !== i);
  return path.toSpliced(i, 0, none);
}

const sizeAndIndex = fc
  .integer({ min: 1, max: hashes.length })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

describe('tree, any size', () => {
  it('has one root, folded or recursive', () => {
    let frontier = EMPTY_FRONTIER;
    for (const [i, hash] of hashes.entries()) {
      frontier = appendLeafHash(frontier, hash);
      expect(frontier.nodes).toHaveLength(frontierArity(i + 1));
      expect(frontierRoot(frontier)).toEqual(rootOf(hashes.slice(0, i + 1)));
    }
  });

  it('proves every leaf, and nothing with a damaged path or another place', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(2), fc.nat(), ([size, index], kind, at) => {
        const leaves = hashes.slice(0, size);
        const path = inclusionPath(leaves, index);
        const claim = { index, size, leafHash: hashes[index] ?? none, root: rootOf(leaves) };
        expect(verifyInclusion(claim, path)).toBe(true);
        expect(verifyInclusion(claim, damage(path, kind, at))).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + 1 }, path)).toBe(false);
        expect(verifyInclusion({ ...claim, leafHash: none }, path)).toBe(false);
      }),
    );
  });

  it('proves every extension, and nothing with a damaged path or another past', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(2), fc.nat(), ([to, index], kind, at) => {
        const from = index + 1;
        const leaves = hashes.slice(0, to);
        const path = consistencyPath(leaves, from);
        const claim = { from, fromRoot: rootOf(hashes.slice(0, from)), to, toRoot: rootOf(leaves) };
        expect(verifyConsistency(claim, path)).toBe(true);
        expect(verifyConsistency(claim, damage(path, kind, at))).toBe(false);
        expect(verifyConsistency({ ...claim, fromRoot: none }, path)).toBe(false);
        expect(verifyConsistency({ ...claim, toRoot: none }, path)).toBe(false);
      }),
    );
  });
});
