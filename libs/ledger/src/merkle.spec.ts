import { readFileSync } from 'node:fs';

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

import { decodeBase64, encodeBase64 } from './base64.js';
import { appendLeafHash, EMPTY_FRONTIER, frontierArity, frontierRoot } from './frontier.js';
import { consistencyPath, inclusionPath, verifyConsistency, verifyInclusion } from './merkle-proof.js';
import { emptyRoot, leafHash, rangeRoot, rootOf } from './merkle.js';

interface TreeVectors {
  readonly ct: {
    readonly leavesHex: readonly string[];
    readonly roots: readonly { readonly rootHex: string; readonly size: number }[];
  };
  readonly emptyRoot: string;
  readonly leaves: readonly { readonly hash: string; readonly leaf: string }[];
  readonly tiles257: readonly {
    readonly l: number;
    readonly n: number;
    readonly w: number;
    readonly first32: string;
    readonly sha256: string;
  }[];
  readonly trees: readonly {
    readonly size: number;
    readonly root: string;
    readonly frontier: readonly string[];
    readonly inclusion: readonly { readonly index: number; readonly path: readonly string[] }[];
    readonly consistency: readonly {
      readonly from: number;
      readonly fromRoot: string;
      readonly path: readonly string[];
    }[];
  }[];
}

// as: the file's own shape, told in vectors/README.md
const vectors = JSON.parse(readFileSync(new URL('../vectors/trees.json', import.meta.url), 'utf8')) as TreeVectors;
const hashes = vectors.leaves.map(({ leaf }) => leafHash(new TextEncoder().encode(leaf)));
const frontierOf = (leafHashes: readonly Uint8Array[]) => leafHashes.reduce(appendLeafHash, EMPTY_FRONTIER);

describe('tree vectors', () => {
  it('hashes every leaf, and the empty tree', () => {
    expect(hashes.map(encodeBase64)).toEqual(vectors.leaves.map(({ hash }) => hash));
    expect(encodeBase64(emptyRoot())).toBe(vectors.emptyRoot);
    expect(encodeBase64(rootOf([]))).toBe(vectors.emptyRoot);
    expect(encodeBase64(frontierRoot(EMPTY_FRONTIER))).toBe(vectors.emptyRoot);
  });

  it.each(vectors.ct.roots)('has the root of Certificate Transparency for $size leaves', ({ size, rootHex }) => {
    const leaves = vectors.ct.leavesHex.slice(0, size).map((hex) => leafHash(hexToBytes(hex)));
    expect(bytesToHex(rootOf(leaves))).toBe(rootHex);
    expect(bytesToHex(frontierRoot(frontierOf(leaves)))).toBe(rootHex);
  });

  it.each(vectors.tiles257)('recomputes tile $l/$n', ({ l, n, w, sha256: digest, first32 }) => {
    const span = 256 ** l;
    const nodes = Array.from({ length: w }, (_, i) =>
      rangeRoot(hashes, (n * 256 + i) * span, (n * 256 + i + 1) * span),
    );
    expect(bytesToHex(sha256(concatBytes(...nodes)))).toBe(digest);
    expect(encodeBase64(nodes[0] ?? new Uint8Array())).toBe(first32);
  });
});

describe.each(vectors.trees)('tree vector of $size leaves', ({ size, root, frontier, inclusion, consistency }) => {
  const leaves = hashes.slice(0, size);
  const rootBytes = decodeBase64(root);

  it('has this root and frontier', () => {
    const appended = frontierOf(leaves);
    expect(encodeBase64(rootOf(leaves))).toBe(root);
    expect(appended.size).toBe(size);
    expect(appended.nodes.map(encodeBase64)).toEqual(frontier);
    expect(frontierArity(size)).toBe(frontier.length);
    expect(encodeBase64(frontierRoot(appended))).toBe(root);
  });

  it('makes and verifies these inclusion paths', () => {
    for (const { index, path } of inclusion) {
      expect(inclusionPath(leaves, index).map(encodeBase64)).toEqual(path);
      const claim = { index, size, leafHash: hashes[index] ?? new Uint8Array(), root: rootBytes };
      expect(verifyInclusion(claim, path.map(decodeBase64))).toBe(true);
    }
  });

  it('makes and verifies these consistency paths', () => {
    for (const { from, fromRoot, path } of consistency) {
      expect(consistencyPath(leaves, from).map(encodeBase64)).toEqual(path);
      const claim = { from, fromRoot: decodeBase64(fromRoot), to: size, toRoot: rootBytes };
      expect(verifyConsistency(claim, path.map(decodeBase64))).toBe(true);
    }
  });
});

describe('proofs outside their preconditions', () => {
  const root = rootOf(hashes.slice(0, 7));
  const first = hashes[0] ?? new Uint8Array();

  it.each([-1, 7, 0.5, Number.NaN])('no inclusion of index %p in 7 leaves', (index) => {
    expect(() => inclusionPath(hashes.slice(0, 7), index)).toThrow(RangeError);
    expect(verifyInclusion({ index, size: 7, leafHash: first, root }, inclusionPath(hashes.slice(0, 7), 0))).toBe(
      false,
    );
  });

  it.each([0, -1, 8, 1.5])('no consistency from size %p to 7', (from) => {
    expect(() => consistencyPath(hashes.slice(0, 7), from)).toThrow(RangeError);
    expect(verifyConsistency({ from, fromRoot: root, to: 7, toRoot: root }, [])).toBe(false);
  });

  it('needs an empty path and equal roots for equal sizes', () => {
    const claim = { from: 7, fromRoot: root, to: 7, toRoot: root };
    expect(verifyConsistency(claim, [])).toBe(true);
    expect(verifyConsistency(claim, [first])).toBe(false);
    expect(verifyConsistency({ ...claim, fromRoot: first }, [])).toBe(false);
  });

  it('stays exact at the largest size, where 32-bit operators would not', () => {
    const size = 2 ** 53 - 1;
    expect(frontierArity(size)).toBe(53);
    // A tree of 2^53-1 leaves ends with a single leaf whose path is the 52 perfect subtrees to its left.
    const left = Array.from({ length: 52 }, (_, i) => Uint8Array.of(...first.subarray(1), i));
    const right = frontierRoot({ size, nodes: [...left.toReversed(), first] });
    expect(verifyInclusion({ index: size - 1, size, leafHash: first, root: right }, left)).toBe(true);
    expect(verifyInclusion({ index: size - 2, size, leafHash: first, root: right }, left)).toBe(false);
  });
});
