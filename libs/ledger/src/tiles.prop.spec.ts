import { readFileSync } from 'node:fs';

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';

import { encodeBase64 } from './base64.js';
import { appendLeafHash, EMPTY_FRONTIER } from './frontier.js';
import { consistencyPath, inclusionPath } from './merkle-proof.js';
import { HASH_BYTES, leafHash } from './merkle.js';
import {
  consistencyPathFromTiles,
  consistencyTiles,
  extendTiles,
  frontierFromTiles,
  frontierTiles,
  inclusionPathFromTiles,
  inclusionTiles,
  tilePath,
  tileWidth,
  type Tile,
  type TileAddress,
  type TileSource,
} from './tiles.js';

/** Tiles kept as a store keeps them: by level and index, a grown one over its smaller self. */
class TileShelf {
  private readonly tiles = new Map<string, Tile>();
  readonly source: TileSource = ({ level, index }) =>
    this.tiles.get(`${String(level)}/${String(index)}`)?.hashes ?? new Uint8Array();

  append(size: number, leafHashes: readonly Uint8Array[]): readonly Tile[] {
    const changed = extendTiles(size, leafHashes, this.source);
    for (const tile of changed) this.tiles.set(`${String(tile.level)}/${String(tile.index)}`, tile);
    return changed;
  }
}

// as: the file's own shape, told in vectors/README.md
const vectors = JSON.parse(readFileSync(new URL('../vectors/trees.json', import.meta.url), 'utf8')) as {
  readonly leaves: readonly { readonly leaf: string }[];
  readonly tiles257: readonly (Omit<TileAddress, 'level'> & {
    readonly l: number;
    readonly n: number;
    readonly w: number;
    readonly path: string;
    readonly first32: string;
    readonly sha256: string;
  })[];
};
const MOST = 66_600;
const hashes = Array.from({ length: MOST }, (_, i) => leafHash(Uint8Array.of(i & 0xff, (i >> 8) & 0xff, i >> 16)));
const shelf = new TileShelf();
for (let size = 0; size < MOST; size += 4_999) shelf.append(size, hashes.slice(size, Math.min(MOST, size + 4_999)));

const mostPerLevel = (tiles: readonly TileAddress[]) => {
  const counts = new Map<number, number>();
  for (const { level } of tiles) counts.set(level, (counts.get(level) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

describe('tiles of the vectors (ledger-format §10)', () => {
  const built = new TileShelf().append(
    0,
    vectors.leaves.map(({ leaf }) => leafHash(new TextEncoder().encode(leaf))),
  );

  it('are these, and no other', () => {
    expect(built.map(tilePath)).toEqual(vectors.tiles257.map(({ path }) => `tile/${path}`));
  });

  it.each(vectors.tiles257)('have these hashes: $path', ({ l, n, w, first32, sha256: digest }) => {
    const tile = built.find(({ level, index }) => level === l && index === n);
    expect(tile?.width).toBe(w);
    expect(encodeBase64((tile?.hashes ?? new Uint8Array()).subarray(0, HASH_BYTES))).toBe(first32);
    expect(bytesToHex(sha256(tile?.hashes ?? new Uint8Array()))).toBe(digest);
  });
});

describe('tiles of any tree', () => {
  it('are the same however the leaves came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 1, maxLength: 6 }), (steps) => {
        const grown = new TileShelf();
        let size = 0;
        for (const step of steps) {
          grown.append(size, hashes.slice(size, size + step));
          size += step;
        }
        for (const tile of extendTiles(0, hashes.slice(0, size), grown.source)) {
          expect(grown.source(tile)).toEqual(tile.hashes);
          expect(tileWidth(tile.level, tile.index, size)).toBe(tile.width);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('prove every leaf of every older tree, reading at most two tiles a level', () => {
    // The reference folds all leaves: few runs over a large tree, many over small ones.
    const size = fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 1_500 }), weight: 19 },
      { arbitrary: fc.integer({ min: 65_530, max: 65_900 }), weight: 1 },
    );
    fc.assert(
      fc.property(
        size.chain((to) => fc.tuple(fc.constant(to), fc.nat(to - 1))),
        ([to, index]) => {
          const read = inclusionTiles(index, to);
          expect(mostPerLevel(read)).toBeLessThanOrEqual(2);
          const allowed = new Set(read.map(tilePath));
          const path = inclusionPathFromTiles(index, to, (tile) => {
            expect(allowed).toContain(tilePath(tile));
            return shelf.source(tile);
          });
          expect(path).toEqual(inclusionPath(hashes.slice(0, to), index));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('prove every extension of every older tree, reading at most two tiles a level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_500 }).chain((to) => fc.tuple(fc.constant(to), fc.integer({ min: 1, max: to }))),
        ([to, from]) => {
          expect(mostPerLevel(consistencyTiles(from, to))).toBeLessThanOrEqual(2);
          expect(consistencyPathFromTiles(from, to, shelf.source)).toEqual(consistencyPath(hashes.slice(0, to), from));
          expect(mostPerLevel(frontierTiles(to))).toBeLessThanOrEqual(1);
          expect(frontierFromTiles(to, shelf.source)).toEqual(
            hashes.slice(0, to).reduce(appendLeafHash, EMPTY_FRONTIER),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('need at most seven reads in a tree of 16.7 million leaves, and stay exact at the largest size', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 24 - 2), (index) => {
        expect(inclusionTiles(index, 2 ** 24 - 1).length).toBeLessThanOrEqual(7);
      }),
    );
    const last = inclusionTiles(2 ** 53 - 2, 2 ** 53 - 1);
    expect(mostPerLevel(last)).toBe(1);
    expect(last.at(-1)).toEqual({ level: 6, index: 0, width: 31 });
  });

  it('are refused when one has too few hashes, and outside the tree', () => {
    expect(() => inclusionPathFromTiles(3, 300, () => new Uint8Array(31))).toThrow(RangeError);
    expect(() => inclusionTiles(300, 300)).toThrow(RangeError);
    expect(() => consistencyTiles(0, 300)).toThrow(RangeError);
    expect(() => inclusionTiles(1.5, 300)).toThrow(RangeError);
  });

  it('are published in groups of three digits', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 2, index: 0, width: 7 })).toBe('tile/2/000.p/7');
  });
});
