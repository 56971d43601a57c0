import assert from 'node:assert/strict';
import type { KeyRow } from '@taizhang/keys-port';
import type { KeyStoreCase } from '../conformance-case.js';
import { hex, withRows } from '../scene.js';

const row = (id: string, more: Partial<KeyRow> = {}): KeyRow => ({
  id,
  open: `open of ${id}`,
  wrapped: Buffer.from(`wrapped ${id}`),
  ...more,
});
/** Copied: assertions compare prototypes, and rows may come from beyond a test's own realm. */
const ids = (rows: readonly KeyRow[]) => Array.from(rows, ({ id }) => id);

/** What a technology must do for a key store to stand on it. */
export const rowCases: readonly KeyStoreCase[] = [
  {
    title: 'gives back a row as it was inserted, also to others, and nothing for an unknown id',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      await withRows(fixture, place, (rows) => rows.insertAll([row('a/1', { group: 'g' }), row('a/2')]));
      await withRows(fixture, place, async (rows) => {
        const found = await rows.get('a/1');
        assert.equal(found?.open, 'open of a/1');
        assert.equal(found.group, 'g');
        assert.equal(hex(found.wrapped), hex(Buffer.from('wrapped a/1')));
        assert.equal((await rows.get('a/2'))?.group, undefined);
        assert.equal(await rows.get('a'), undefined);
        assert.deepEqual(ids(await rows.getAll(['a/2', 'nothing', 'a/1'])).sort(), ['a/1', 'a/2']);
        assert.deepEqual(await rows.getAll([]), []);
      });
    },
  },
  {
    title: 'inserts beside rows that exist, tells which did, and overwrites none',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        assert.deepEqual([...(await rows.insertAll([row('b'), row('d')]))], []);
        const again = ['a', 'b', 'c', 'd', 'e'].map((id) => row(id, { open: 'later' }));
        assert.deepEqual([...(await rows.insertAll(again))].sort(), ['b', 'd']);
        assert.deepEqual(ids(await rows.list('', { limit: 9 })), ['a', 'b', 'c', 'd', 'e']);
        assert.equal((await rows.get('b'))?.open, 'open of b');
        assert.equal((await rows.get('e'))?.open, 'later');
      }),
  },
  {
    title: 'lets one of several win the same row',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const rivals = await Promise.all([1, 2, 3, 4].map(() => fixture.open(place)));
      const lost = await Promise.all(rivals.map((rows, i) => rows.insertAll([row('same', { open: String(i) })])));
      assert.equal(lost.filter((existed) => existed.size === 0).length, 1);
      const winner = lost.findIndex((existed) => existed.size === 0);
      for (const rows of rivals) assert.equal((await rows.get('same'))?.open, String(winner));
      await Promise.all(rivals.map((rows) => rows.close()));
    },
  },
  {
    title: 'lists by the beginning of ids in pages, ascending, and counts them',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const inserted = ['s/a_1', 's/a-1', 's/B', 's/b', 's/~', 't/a', 's', 'r/z'];
        await rows.insertAll(inserted.map((id) => row(id)));
        const expected = ['s/B', 's/a-1', 's/a_1', 's/b', 's/~'];
        const first = ids(await rows.list('s/', { limit: 2 }));
        const second = ids(await rows.list('s/', { limit: 2, after: first.at(-1) ?? '' }));
        const third = ids(await rows.list('s/', { limit: 2, after: second.at(-1) ?? '' }));
        assert.deepEqual([first, second, third], [expected.slice(0, 2), expected.slice(2, 4), expected.slice(4)]);
        assert.equal(await rows.count('s/'), 5);
        assert.equal(await rows.count('u/'), 0);
      }),
  },
  {
    title: 'finds the rows of a group in pages, and of no other',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const grouped = ['3', '1', '2'].map((id) => row(id, { group: 'one' }));
        await rows.insertAll([...grouped, row('4', { group: 'two' }), row('5')]);
        assert.deepEqual(ids(await rows.ofGroup('one', { limit: 2 })), ['1', '2']);
        assert.deepEqual(ids(await rows.ofGroup('one', { limit: 2, after: '2' })), ['3']);
        assert.deepEqual(ids(await rows.ofGroup('three', { limit: 2 })), []);
      }),
  },
  {
    title: 'replaces only rows that still hold what was read, and keeps their groups',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const [kept, changed] = [row('kept', { group: 'g' }), row('changed')];
        await rows.insertAll([kept, changed]);
        const next = (of: KeyRow): KeyRow => ({ ...of, open: 'new', wrapped: Buffer.from('new') });
        const replaced = await rows.replaceAll([
          { row: next(kept), was: kept.wrapped },
          { row: next(changed), was: Buffer.from('something else') },
          { row: next(row('gone')), was: row('gone').wrapped },
        ]);
        assert.equal(replaced, 1);
        const found = await rows.get('kept');
        assert.deepEqual([found?.open, hex(found?.wrapped), found?.group], ['new', hex(Buffer.from('new')), 'g']);
        assert.deepEqual((await rows.get('changed'))?.open, changed.open);
        assert.equal(await rows.get('gone'), undefined);
      }),
  },
  {
    title: 'destroys rows for all who have the place open, unknown ones too',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      await withRows(fixture, place, async (rows) => {
        await withRows(fixture, place, (other) => other.insertAll([row('1', { group: 'g' }), row('2'), row('3')]));
        await withRows(fixture, place, (other) => other.deleteAll(['1', 'unknown', '3']));
        assert.deepEqual(ids(await rows.list('', { limit: 9 })), ['2']);
        assert.deepEqual(ids(await rows.ofGroup('g', { limit: 9 })), []);
      });
    },
  },
];
