import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  createBallotBox,
  MAX_BALLOT_BYTES,
  type BallotBox,
  type BallotDrawers,
  type BoxId,
  type CastBallot,
  type Drawer,
  type Put,
} from '@taizhang/ballots-port';
import type { BallotBoxCase } from './conformance-case.js';
import { MemoryBoxKeys } from './memory-ballot-drawers.js';

const BOX: BoxId = { ledger: 'evaluation/wgx-0371', name: 'round-1' };
const cast = (code: string, ballot = `ballot of ${code}`, key = randomBytes(32)): CastBallot => ({ code, key, ballot });
const all = async (box: BallotBox, casts: readonly CastBallot[]): Promise<readonly Put[]> =>
  Promise.all(casts.map((one) => box.put(BOX, one)));
const orderOf = ({ key }: CastBallot) => createHash('sha256').update(key).digest('hex');
const inOrder = (casts: readonly CastBallot[]) =>
  [...casts].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).map(({ ballot }) => ballot);
const emptied = async (box: BallotBox) => Array.from((await box.empty(BOX)) ?? ['destroyed']);

/** A case on two processes of one deployment: two openings of the drawers, one keeper of keys. */
function boxCase(title: string, check: (one: BallotBox, other: BallotBox) => Promise<void>): BallotBoxCase {
  return {
    title,
    check: async (one, other) => {
      const keys = new MemoryBoxKeys();
      await check(createBallotBox(one, keys), createBallotBox(other, keys));
    },
  };
}

/** Drawers that stop being written after so many writes, as if the process had been killed there. */
function cutOff(drawers: BallotDrawers, writes: number): BallotDrawers {
  let left = writes;
  return {
    make: (...of) => drawers.make(...of),
    find: (...of) => drawers.find(...of),
    read: (...of) => drawers.read(...of),
    write: (written: readonly Drawer[]) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : drawers.write(written);
    },
    destroy: (...of) => drawers.destroy(...of),
    close: () => drawers.close(),
  };
}

/** What a ballot box does above the drawers of a technology. */
export const boxCases: readonly BallotBoxCase[] = [
  boxCase(
    'gives the ballots of many voters in the order of the hashes of their keys, each once',
    async (one, other) => {
      await one.make(BOX, 60);
      const casts = Array.from({ length: 60 }, (_none, i) => cast(`code-${String(i)}`));
      const puts = await Promise.all([all(one, casts.slice(0, 30)), all(other, casts.slice(30))]);
      assert.deepEqual(new Set(puts.flat()), new Set(['in']));
      assert.deepEqual(await emptied(other), inOrder(casts));
      assert.deepEqual(await emptied(one), inOrder(casts));
    },
  ),
  boxCase('takes a repeat of the same ballot for the same ballot, also elsewhere and at once', async (one, other) => {
    await one.make(BOX, 10);
    const [same, second] = [cast('a'), cast('b')];
    assert.deepEqual(new Set(await all(one, [same, same, second])), new Set(['in']));
    assert.deepEqual(await all(other, [same, second]), ['in', 'in']);
    assert.deepEqual(await emptied(one), inOrder([same, second]));
    assert.equal(await other.put(BOX, same), 'in');
  }),
  boxCase(
    'refuses a second ballot for a code, and another ballot under the same key; the first stands',
    async (one, other) => {
      await one.make(BOX, 10);
      const first = cast('a');
      assert.equal(await one.put(BOX, first), 'in');
      assert.equal(await other.put(BOX, cast('a')), 'other');
      assert.equal(await other.put(BOX, { ...first, ballot: 'changed' }), 'other');
      const rivals = [cast('b', 'one of b'), cast('b', 'other of b')];
      const puts = await Promise.all([all(one, rivals.slice(0, 1)), all(other, rivals.slice(1))]);
      assert.deepEqual(puts.flat().sort(), ['in', 'other']);
      const stands = rivals[puts.flat().indexOf('in')] ?? first;
      assert.deepEqual(await emptied(one), inOrder([first, stands]));
    },
  ),
  boxCase('takes nothing once it is shut, and says so; what was in stays in', async (one, other) => {
    await one.make(BOX, 10);
    const before = cast('a');
    await one.put(BOX, before);
    assert.deepEqual(await emptied(other), [before.ballot]);
    assert.equal(await one.put(BOX, cast('b')), 'shut');
    assert.equal(await one.put(BOX, before), 'in');
    assert.deepEqual(await emptied(one), [before.ballot]);
  }),
  boxCase('while it is shut, counts exactly those that were told so', async (one, other) => {
    await one.make(BOX, 40);
    const casts = Array.from({ length: 40 }, (_none, i) => cast(`code-${String(i)}`));
    const voting = casts.map(async (each, i) => {
      for (let turn = 0; turn < i; turn += 1) await new Promise(setImmediate);
      return { each, put: await (i % 2 === 0 ? one : other).put(BOX, each) };
    });
    assert.equal((await voting[0])?.put, 'in');
    const ballots = await emptied(other);
    const told = await Promise.all(voting);
    assert.deepEqual(ballots, inOrder(told.filter(({ put }) => put === 'in').map(({ each }) => each)));
    assert.deepEqual(new Set(told.map(({ put }) => put)).has('other'), false);
    assert.deepEqual(await emptied(one), ballots);
  }),
  boxCase('takes nothing where no box was made, and has nothing to give', async (one, other) => {
    assert.equal(await one.put(BOX, cast('a')), 'shut');
    assert.deepEqual(await emptied(other), []);
  }),
  boxCase('is destroyed for good, with its key; again and again', async (one, other) => {
    await one.make(BOX, 10);
    const first = cast('a');
    await one.put(BOX, first);
    await other.destroy(BOX);
    await one.destroy(BOX);
    assert.equal(await one.empty(BOX), undefined);
    assert.equal(await one.put(BOX, first), 'shut');
    await one.make(BOX, 10);
    assert.equal(await one.empty(BOX), undefined);
  }),
  boxCase('keeps boxes apart', async (one, other) => {
    const second: BoxId = { ...BOX, name: 'round-2' };
    await one.make(BOX, 1);
    await other.make(second, 1);
    const same = cast('a');
    assert.equal(await one.put(BOX, same), 'in');
    assert.equal(await one.put(second, { ...same, ballot: 'of the second' }), 'in');
    assert.deepEqual(await emptied(one), [same.ballot]);
    assert.deepEqual(Array.from((await other.empty(second)) ?? []), ['of the second']);
  }),
  {
    title: 'loses no ballot and takes none twice when it is killed between seal and ballot',
    check: async (one, other) => {
      const keys = new MemoryBoxKeys();
      const [killed, after] = [createBallotBox(cutOff(one, 1), keys), createBallotBox(other, keys)];
      await after.make(BOX, 10);
      const first = cast('a');
      await assert.rejects(killed.put(BOX, first));
      assert.equal(await after.put(BOX, cast('a')), 'other');
      assert.equal(await after.put(BOX, first), 'in');
      assert.deepEqual(await emptied(after), [first.ballot]);
    },
  },
  {
    title: 'is shut to the end when shutting it was cut short',
    check: async (one, other) => {
      const keys = new MemoryBoxKeys();
      const [killed, after] = [createBallotBox(cutOff(one, 3), keys), createBallotBox(other, keys)];
      await after.make(BOX, 10);
      const first = cast('a');
      await killed.put(BOX, first);
      await killed.empty(BOX);
      assert.deepEqual(await emptied(after), [first.ballot]);
      assert.equal(await after.put(BOX, cast('b')), 'shut');
    },
  },
  {
    title: 'shows whoever has the drawers neither ballot nor code nor key, nor how long a ballot is',
    check: async (one) => {
      const box = createBallotBox(one, new MemoryBoxKeys());
      await box.make(BOX, 1);
      const [short, long] = [cast('code-short', 'x'), cast('code-long', '长'.repeat(Math.floor(MAX_BALLOT_BYTES / 3)))];
      const sizes: number[] = [];
      const seen: Buffer[] = [];
      for (const each of [short, long]) {
        assert.equal(await box.put(BOX, each), 'in');
        const drawers = await one.read(`${BOX.ledger}/${BOX.name}`, ['r0', 's0']);
        seen.push(...drawers.map(({ content }) => Buffer.from(content)));
        sizes.push(drawers.find(({ drawer }) => drawer === 'r0')?.content.length ?? 0);
      }
      for (const { code, key, ballot } of [short, long])
        for (const secret of [Buffer.from(code), Buffer.from(key), Buffer.from(ballot.slice(0, 9))])
          assert.ok(secret.length < 2 || seen.every((bytes) => !bytes.includes(secret)));
      const [first = 0, second = 0] = sizes;
      const empty = (await emptyLength(one)) ?? 0;
      assert.equal(second - first, first - empty);
      await assert.rejects(box.put(BOX, cast('c', 'x'.repeat(MAX_BALLOT_BYTES + 1))), RangeError);
    },
  },
];

/** Length of a drawer with nothing in it. */
async function emptyLength(drawers: BallotDrawers): Promise<number | undefined> {
  const box = createBallotBox(drawers, new MemoryBoxKeys());
  await box.make({ ...BOX, name: 'empty' }, 1);
  const [drawer] = await drawers.read(`${BOX.ledger}/empty`, ['r0']);
  return drawer?.content.length;
}
