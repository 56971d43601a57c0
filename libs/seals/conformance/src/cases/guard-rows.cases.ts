import assert from 'node:assert/strict';
import { leafHash } from '@taizhang/ledger';
import type { GuardRows, SignedHead } from '@taizhang/seals-port';
import { withRows, type RowsCase } from '../conformance-case.js';

const NAME = 'log/issues/wgx-0371';
const head = (size: number, mark = '', time = 0): SignedHead => ({
  size,
  root: leafHash(new TextEncoder().encode(`${String(size)}${mark}`)),
  time,
});
/** Copied: assertions compare prototypes, and rows may come from beyond a test's own realm. */
const plain = (one: SignedHead | undefined) =>
  one && { size: one.size, root: Buffer.from(one.root).toString('hex'), time: one.time };

/** What a technology must do for a sign guard to rest on it. */
export const guardRowCases: readonly RowsCase<GuardRows>[] = [
  {
    title: 'keeps the head that was written, also for others, by its name',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      await withRows(fixture, place, async (rows) => {
        assert.equal(await rows.head(NAME), undefined);
        assert.equal(await rows.advance(NAME, head(3, '', 17), undefined), true);
      });
      await withRows(fixture, place, async (rows) => {
        assert.deepEqual(plain(await rows.head(NAME)), plain(head(3, '', 17)));
        assert.equal(await rows.head(`${NAME}0`), undefined);
      });
    },
  },
  {
    title: 'writes only where what was expected is there',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        assert.equal(await rows.advance(NAME, head(3), head(2)), false);
        assert.equal(await rows.head(NAME), undefined);
        assert.equal(await rows.advance(NAME, head(3), undefined), true);
        assert.equal(await rows.advance(NAME, head(4), undefined), false);
        assert.equal(await rows.advance(NAME, head(4), head(3, 'other')), false);
        assert.equal(await rows.advance(NAME, head(4), head(3, '', 1)), false);
        assert.deepEqual(plain(await rows.head(NAME)), plain(head(3)));
        assert.equal(await rows.advance(NAME, head(4), head(3)), true);
      }),
  },
  {
    title: 'never takes a smaller tree, a second root for a size, or an earlier time, whatever is expected',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        await rows.advance(NAME, head(5, '', 100), undefined);
        for (const worse of [head(4, '', 100), head(5, 'fork', 100), head(5, '', 99), head(6, '', 99)])
          assert.equal(await rows.advance(NAME, worse, head(5, '', 100)), false);
        assert.deepEqual(plain(await rows.head(NAME)), plain(head(5, '', 100)));
        assert.equal(await rows.advance(NAME, head(5, '', 101), head(5, '', 100)), true);
        assert.equal(await rows.advance(NAME, head(6, '', 101), head(5, '', 101)), true);
      }),
  },
  {
    title: 'lets one of several win',
    run: async (fixture) => {
      const place = await fixture.freshPlace();
      const rivals = await Promise.all([1, 2, 3, 4].map(() => fixture.open(place)));
      const first = await Promise.all(rivals.map((rows, i) => rows.advance(NAME, head(1, String(i)), undefined)));
      assert.equal(first.filter(Boolean).length, 1);
      const winner = head(1, String(first.indexOf(true)));
      const next = await Promise.all(rivals.map((rows, i) => rows.advance(NAME, head(2, String(i)), winner)));
      assert.equal(next.filter(Boolean).length, 1);
      for (const rows of rivals)
        assert.deepEqual(plain(await rows.head(NAME)), plain(head(2, String(next.indexOf(true)))));
      await Promise.all(rivals.map((rows) => rows.close()));
    },
  },
  {
    title: 'lists heads by the beginning of their names',
    run: async (fixture) =>
      withRows(fixture, await fixture.freshPlace(), async (rows) => {
        const names = ['log/b', 'log/a', 'witness/a', 'log', 'logs/a'];
        for (const name of names) await rows.advance(name, head(1, name), undefined);
        const found: string[] = [];
        for await (const one of rows.heads('log/')) {
          found.push(one.name);
          assert.deepEqual(plain(one.head), plain(head(1, one.name)));
        }
        assert.deepEqual(found, ['log/a', 'log/b']);
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
