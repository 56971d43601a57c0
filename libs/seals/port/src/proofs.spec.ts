import { randomBytes } from 'node:crypto';
import { ledgerId, type LedgerId } from '@taizhang/kernel';
import {
  frontierRoot,
  HASH_BYTES,
  rootOf,
  TILE_WIDTH,
  verifyConsistency,
  verifyInclusion,
  type TileAddress,
} from '@taizhang/ledger';
import { LedgerProofs } from './proofs.js';
import { hashAt } from './tile-reading.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const SIZE = 1_000_000;
const AUTHORITY = 'bureau.example';
/** What a proof of a leaf among a million may read. */
const MOST_TILES = 7;

/**
 * A million leaves in which all whole tiles of a level are alike, so that each is made once; counts the tiles that are read. Leaf `i` is
 * the `i % 256`-th hash of one tile.
 */
class AlikeTiles {
  read = 0;
  readonly #levels: readonly Uint8Array[];

  constructor(readonly leafTile: Uint8Array) {
    const above = (hashes: Uint8Array) => Buffer.concat(Array.from({ length: TILE_WIDTH }, () => rootOfTile(hashes)));
    const [first, second] = [above(leafTile), above(above(leafTile))];
    this.#levels = [leafTile, first, second];
  }

  tiles(_ledger: LedgerId, addresses: readonly TileAddress[]): Promise<readonly Uint8Array[]> {
    this.read += addresses.length;
    return Promise.resolve(
      addresses.map(({ level, width }) => this.#levels[level]?.subarray(0, width * HASH_BYTES) ?? new Uint8Array()),
    );
  }

  latest(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

function rootOfTile(hashes: Uint8Array): Uint8Array {
  return rootOf(Array.from({ length: TILE_WIDTH }, (_, n) => hashAt(hashes, n)));
}

describe('proofs of a ledger of a million leaves', () => {
  const rows = new AlikeTiles(randomBytes(TILE_WIDTH * HASH_BYTES));
  const leafHash = (index: number): Uint8Array => hashAt(rows.leafTile, index % TILE_WIDTH);
  const proofs = new LedgerProofs(rows, AUTHORITY);
  let root: Uint8Array;

  beforeAll(async () => {
    root = frontierRoot(await proofs.frontier(LEDGER, SIZE));
  });
  beforeEach(() => {
    rows.read = 0;
  });

  it.each([0, 1, 255, 256, 65_535, 65_536, 524_287, 983_039, 983_040, 999_423, 999_424, 999_999])(
    'show leaf %d with seven tiles at most',
    async (index) => {
      const { path, ...claim } = await proofs.inclusion(LEDGER, index, SIZE);
      expect(rows.read).toBeLessThanOrEqual(MOST_TILES);
      expect(claim.root).toEqual(root);
      expect(verifyInclusion({ ...claim, leafHash: leafHash(index) }, path)).toBe(true);
      expect(verifyInclusion({ ...claim, leafHash: leafHash((index + 1) % SIZE) }, path)).toBe(false);
    },
  );

  it('show that it extends what it was, at any size', async () => {
    for (const from of [1, 256, 65_537, 999_999]) {
      const { path, ...claim } = await proofs.consistency(LEDGER, from, SIZE);
      expect(verifyConsistency(claim, path)).toBe(true);
    }
  });
});
