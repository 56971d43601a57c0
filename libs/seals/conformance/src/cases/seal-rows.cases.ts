import assert from 'node:assert/strict';
import { ledgerId, type LedgerId } from '@taizhang/kernel';
import { appendLeafHash, EMPTY_FRONTIER, extendTiles, leafHash, type Frontier, type Tile } from '@taizhang/ledger';
import type { KeptCheckpoint, SealRows } from '@taizhang/seals-port';
import { withRows, type RowsCase } from '../conformance-case.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const OTHER = ledgerId('issues', 'wgx-0372');
const THIRD = ledgerId('access', 'wgx-0371');

/** Leaf hashes that differ from each other, and by `mark` from those of another ledger. */
const hashes = (count: number, mark = ''): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => leafHash(new TextEncoder().encode(`${mark}${String(i)}`)));

const treeOf = (leaves: readonly Uint8Array[]): Frontier => leaves.reduce(appendLeafHash, EMPTY_FRONTIER);
const tilesOf = (leaves: readonly Uint8Array[]): Tile[] => extendTiles(0, leaves, () => new Uint8Array());
const hex = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString('hex'));
const hexTree = (tree: Frontier | undefined) => tree && { size: tree.size, nodes: Array.from(tree.nodes, hex) };

const checkpoint = (size: number, more: Partial<KeptCheckpoint> = {}): KeptCheckpoint => ({
  size,
  root: hashes(1, String(size))[0] ?? new Uint8Array(),
  note: `note of ${String(size)}\n\n— 台账 signature\n`,
  cosigned: false,
  ...more,
});
/** Copied: assertions compare prototypes, and rows may come from beyond a test's own realm. */
const plain = (kept: KeptCheckpoint | undefined) =>
  kept && { size: kept.size, root: hex(kept.root), note: kept.note, cosigned: kept.cosigned };
async function sizes(rows: SealRows, ledger: LedgerId, from?: number, to?: number): Promise<number[]> {
  const found: number[] = [];
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  for await (const { size } of rows.checkpoints(ledger, range)) found.push(size);
  return found;
}
async function uncosigned(rows: SealRows): Promise<string[]> {
  const found: string[] = [];
  for await (const ledger of rows.uncosigned()) found.push(ledger);
  return found.sort();
}

/** What a technology must do for trees and checkpoints to rest on it. */
export const sealRowCases: readonly RowsCase<SealRows>[] = [
  {
    title: 'gives back a tree and its tiles as they were written, also to others, and nothing of another ledger',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const leaves = hashes(300);
      await withRows(fixture, place, async (rows) => {
        assert.equal(await rows.tree(LEDGER), undefined);
        await rows.extend(LEDGER, tilesOf(leaves), treeOf(leaves));
      });
      await withRows(fixture, place, async (rows) => {
        assert.deepEqual(hexTree(await rows.tree(LEDGER)), hexTree(treeOf(leaves)));
        const written = tilesOf(leaves);
        const read = await rows.tiles(LEDGER, written);
        assert.deepEqual(
          Array.from(read, hex),
          Array.from(written, (tile) => hex(tile.hashes)),
        );
        assert.equal(await rows.tree(OTHER), undefined);
        assert.deepEqual(Array.from(await rows.tiles(OTHER, written.slice(0, 1))), [undefined]);
        assert.deepEqual(Array.from(await rows.tiles(LEDGER, [])), []);
      });
    },
  },
  {
    title: 'says of a tile that is narrower than asked for that it is not there',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const leaves = hashes(3);
        await rows.extend(LEDGER, tilesOf(leaves), treeOf(leaves));
        const [three, four, above] = await rows.tiles(LEDGER, [
          { level: 0, index: 0, width: 3 },
          { level: 0, index: 0, width: 4 },
          { level: 1, index: 0, width: 1 },
        ]);
        assert.equal(three?.length, 96);
        assert.deepEqual([four, above], [undefined, undefined]);
      }),
  },
  {
    title: 'never lets a late writer narrow a tile or shorten a tree',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const [early, late] = [hashes(5), hashes(260)];
        await rows.extend(LEDGER, tilesOf(late), treeOf(late));
        await rows.extend(LEDGER, tilesOf(early), treeOf(early));
        assert.equal((await rows.tree(LEDGER))?.size, 260);
        const [first, second] = await rows.tiles(LEDGER, [
          { level: 0, index: 0, width: 256 },
          { level: 0, index: 1, width: 4 },
        ]);
        assert.equal(hex(first), hex(tilesOf(late)[0]?.hashes));
        assert.equal(second?.length, 128);
      }),
  },
  {
    title: 'forgets the tree of one ledger, so that it can be made anew, and keeps checkpoints',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const [leaves, others] = [hashes(7), hashes(7, 'x')];
        await rows.extend(LEDGER, tilesOf(leaves), treeOf(leaves));
        await rows.extend(OTHER, tilesOf(others), treeOf(others));
        await rows.publish(LEDGER, checkpoint(7));
        await rows.forgetTree(LEDGER);
        assert.equal(await rows.tree(LEDGER), undefined);
        assert.equal((await rows.tree(OTHER))?.size, 7);
        assert.equal((await rows.latest(LEDGER))?.size, 7);
        const anew = hashes(2, 'y');
        await rows.extend(LEDGER, tilesOf(anew), treeOf(anew));
        assert.deepEqual(hexTree(await rows.tree(LEDGER)), hexTree(treeOf(anew)));
        const [tile] = await rows.tiles(LEDGER, [{ level: 0, index: 0, width: 2 }]);
        assert.equal(hex(tile), hex(tilesOf(anew)[0]?.hashes));
      }),
  },
  {
    title: 'keeps checkpoints by size, byte for byte, and finds the newest and any of them',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      await withRows(fixture, place, async (rows) => {
        assert.equal(await rows.latest(LEDGER), undefined);
        for (const size of [9, 2, 10, 100]) await rows.publish(LEDGER, checkpoint(size));
        await rows.publish(OTHER, checkpoint(1));
      });
      await withRows(fixture, place, async (rows) => {
        assert.deepEqual(plain(await rows.latest(LEDGER)), plain(checkpoint(100)));
        assert.deepEqual(plain(await rows.checkpoint(LEDGER, 9)), plain(checkpoint(9)));
        assert.equal(await rows.checkpoint(LEDGER, 3), undefined);
        assert.deepEqual(await sizes(rows, LEDGER), [2, 9, 10, 100]);
        assert.deepEqual(await sizes(rows, LEDGER, 9, 10), [9, 10]);
      });
    },
  },
  {
    title: 'never puts a checkpoint in the place of another of its size, whoever comes at once',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const rivals = await Promise.all([1, 2, 3].map(() => fixture.open(place)));
      const kept = await Promise.all(rivals.map((rows, i) => rows.publish(LEDGER, checkpoint(4, { note: String(i) }))));
      const notes = new Set(kept.map(({ note }) => note));
      assert.equal(notes.size, 1);
      for (const rows of rivals) assert.ok(notes.has((await rows.latest(LEDGER))?.note ?? 'none'));
      await Promise.all(rivals.map((rows) => rows.close()));
    },
  },
  {
    title: 'adds signatures only to the note that was read',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const bare = await rows.publish(LEDGER, checkpoint(4));
        const cosigned = checkpoint(4, { note: `${bare.note}— witness x\n`, cosigned: true });
        assert.equal(await rows.replace(LEDGER, cosigned, 'something else'), false);
        assert.equal(await rows.replace(LEDGER, cosigned, bare.note), true);
        assert.equal(await rows.replace(LEDGER, checkpoint(4), bare.note), false);
        assert.equal(await rows.replace(LEDGER, checkpoint(5), bare.note), false);
        assert.deepEqual(plain(await rows.latest(LEDGER)), plain(cosigned));
      }),
  },
  {
    title: 'tells which ledgers have no cosignature on their newest checkpoint, and the newest that has one',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        assert.deepEqual(await uncosigned(rows), []);
        assert.equal(await rows.lastCosigned(LEDGER), undefined);
        await rows.publish(LEDGER, checkpoint(1, { cosigned: true }));
        await rows.publish(LEDGER, checkpoint(2));
        await rows.publish(OTHER, checkpoint(1));
        await rows.publish(OTHER, checkpoint(2, { cosigned: true }));
        await rows.publish(THIRD, checkpoint(1));
        assert.deepEqual(await uncosigned(rows), [THIRD, LEDGER]);
        assert.equal((await rows.lastCosigned(LEDGER))?.size, 1);
        assert.equal((await rows.lastCosigned(OTHER))?.size, 2);
      }),
  },
  {
    title: 'belongs to the deployment that came first',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      await withRows(fixture, place, async (rows) => assert.equal(await rows.deployment('first'), 'first'));
      await withRows(fixture, place, async (rows) => assert.equal(await rows.deployment('second'), 'first'));
    },
  },
];
