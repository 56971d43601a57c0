import assert from 'node:assert/strict';
import type { Drawer } from '@taizhang/ballots-port';
import type { BallotBoxCase } from './conformance-case.js';

const BOX = 'evaluation/wgx-0371/box-1';
const drawer = (name: string, revision = 1, text = `content of ${name}`, box = BOX): Drawer => ({
  box,
  drawer: name,
  revision,
  content: Buffer.from(text),
});
/** Copied: assertions compare prototypes, and rows may come from beyond a test's own realm. */
const told = (drawers: readonly Drawer[]) =>
  Array.from(drawers, ({ box, drawer: name, revision, content }) => [
    box,
    name,
    revision,
    Buffer.from(content).toString('utf8'),
  ]);
const made = [drawer('r0'), drawer('r1'), drawer('s0'), drawer('s1')];
const flags = (written: readonly boolean[]) => Array.from(written);

/** What a technology must do for a ballot box to stand on it. */
export const drawerCases: readonly BallotBoxCase[] = [
  {
    title: 'keeps the drawers of a box as they were made, for others too, and knows of no other box',
    check: async (one, other) => {
      assert.equal(await one.find(BOX), undefined);
      await one.make(BOX, made);
      assert.deepEqual({ ...(await other.find(BOX)) }, { drawers: 4, destroyed: false });
      assert.deepEqual(told(await other.read(BOX, ['s0', 'r1', 'r9'])), told([drawer('r1'), drawer('s0')]));
      assert.deepEqual(told(await other.read(BOX, [])), []);
      assert.deepEqual(told(await other.read(`${BOX}0`, ['r0'])), []);
      assert.equal(await other.find(`${BOX}0`), undefined);
    },
  },
  {
    title: 'makes a box once',
    check: async (one, other) => {
      await Promise.all([one.make(BOX, made), other.make(BOX, made)]);
      await one.write([drawer('r0', 2, 'later')]);
      await other.make(BOX, [drawer('r0', 1, 'again'), drawer('s0', 1, 'again')]);
      assert.deepEqual({ ...(await one.find(BOX)) }, { drawers: 4, destroyed: false });
      assert.deepEqual(told(await one.read(BOX, ['r0'])), told([drawer('r0', 2, 'later')]));
    },
  },
  {
    title: 'replaces a drawer at the revision that was read, once, and says which it replaced',
    check: async (one, other) => {
      await one.make(BOX, made);
      const both = await Promise.all([
        one.write([drawer('r0', 2, 'by one')]),
        other.write([drawer('r0', 2, 'by other')]),
      ]);
      assert.deepEqual(flags(both.flat()).filter(Boolean), [true]);
      assert.deepEqual(
        flags(await one.write([drawer('r0', 2, 'late'), drawer('r1', 2, 'next'), drawer('r0', 4, 'early')])),
        [false, true, false],
      );
      assert.deepEqual(told(await other.read(BOX, ['r1'])), told([drawer('r1', 2, 'next')]));
      assert.deepEqual(flags(await one.write([])), []);
    },
  },
  {
    title: 'replaces no drawer that does not exist',
    check: async (one, other) => {
      await one.make(BOX, made);
      assert.deepEqual(flags(await one.write([drawer('r9', 1), drawer('r0', 2, 'x', `${BOX}0`)])), [false, false]);
      assert.deepEqual(told(await other.read(BOX, ['r9'])), []);
      assert.deepEqual(told(await other.read(BOX, ['r0'])), told([drawer('r0')]));
    },
  },
  {
    title: 'destroys a box for all who have it open, for good, and no other',
    check: async (one, other) => {
      const neighbour = `${BOX}0`;
      await one.make(BOX, made);
      await one.make(neighbour, [drawer('r0', 1, 'kept', neighbour), drawer('s0', 1, 'kept', neighbour)]);
      await other.destroy(BOX);
      await other.destroy(BOX);
      assert.deepEqual({ ...(await one.find(BOX)) }, { drawers: 0, destroyed: true });
      assert.deepEqual(told(await one.read(BOX, ['r0', 'r1', 's0', 's1'])), []);
      assert.deepEqual(flags(await one.write([drawer('r0', 2)])), [false]);
      await one.make(BOX, made);
      assert.deepEqual({ ...(await one.find(BOX)) }, { drawers: 0, destroyed: true });
      assert.deepEqual(told(await other.read(BOX, ['r0'])), []);
      assert.deepEqual(told(await one.read(neighbour, ['r0'])), told([drawer('r0', 1, 'kept', neighbour)]));
    },
  },
  {
    title: 'remembers that a box which never was is destroyed',
    check: async (one, other) => {
      await one.destroy(BOX);
      await other.make(BOX, made);
      assert.deepEqual({ ...(await other.find(BOX)) }, { drawers: 0, destroyed: true });
      assert.deepEqual(told(await other.read(BOX, ['r0'])), []);
    },
  },
];
