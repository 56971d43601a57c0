import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LedgerId } from '@taizhang/kernel';
import { ViewQueryError, type ViewQuery } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { expectedAnswer } from '../query-model.js';
import { recorded } from '../sample-events.js';
import { deleteWork, putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';
import { knownDocuments, queries, showDocuments } from './query-cases.js';

const LEDGER: LedgerId = 'works/wgx-0371';

/** All pages of a query, as `<ledger> <key>`. */
async function allPages(
  scene: Scene,
  query: ViewQuery,
  onPage?: (page: number) => Promise<void>,
): Promise<readonly string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let number = 1; ; number += 1) {
    const page = await scene.reader.query(worksView, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    assert.ok(page.items.length <= (query.limit ?? 50));
    seen.push(...page.items.map(({ ledger, key }) => `${ledger} ${key}`));
    await onPage?.(number);
    if (page.next === undefined) return seen;
    assert.equal(page.items.length, query.limit ?? 50, 'only the last page may be short');
    cursor = page.next;
  }
}

/** Cursors: keyset, opaque, bound to their query. */
export const pagingCases = casesOf('paging', {
  'the pages of a query are the whole of it, each document once, in order (property)': async (scene) => {
    const documents = knownDocuments(scene.scaled(80, 40));
    await showDocuments(scene, documents);
    const property = fc.asyncProperty(queries, fc.integer({ min: 3, max: 40 }), async (query, limit) => {
      assertEqual(await allPages(scene, { ...query, limit }), expectedAnswer(documents, query).order);
    });
    await fc.assert(property, { numRuns: scene.scaled(120, 20), seed: 20140703 });
  },
  'a page is of the default size where none is asked for': async (scene) => {
    await scene.show(
      worksView,
      recorded(
        LEDGER,
        Array.from({ length: 53 }, (_, i) => putWork(`w${String(i)}`)),
      ),
    );
    const page = await scene.reader.query(worksView, { ledgers: [LEDGER] });
    assert.equal(page.items.length, 50);
    assert.equal((await allPages(scene, { ledgers: [LEDGER] })).length, 53);
  },
  'what is written while one pages moves nothing else: untouched documents come once and in order': async (scene) => {
    const untouched = Array.from({ length: 12 }, (_, i) => putWork(`w${String(10 + i)}`, { size: 10 * i }));
    await scene.show(
      worksView,
      recorded(LEDGER, [...untouched, putWork('doomed', { size: 115 }), putWork('seen', { size: -1 })]),
    );
    const handler = scene.handler(worksView);
    let idx = 14;
    const seen = await allPages(
      scene,
      { ledgers: 'all', sort: [{ field: 'size', direction: 'asc' }], limit: 3 },
      async (page) => {
        const change =
          page === 1 ? deleteWork('doomed') : putWork(`new-${String(page)}`, { size: page % 2 === 0 ? -5 : 95 });
        await scene.feed(handler, recorded(LEDGER, [change, putWork(`before-${String(page)}`, { size: -9 })], idx));
        idx += 2;
      },
    );
    const rest = seen.filter((name) => /w\d+$/.test(name));
    assertEqual(
      rest,
      untouched.map(({ data }) => `${LEDGER} ${String(data['key'])}`),
    );
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(!seen.some((name) => name.endsWith('doomed') || name.includes('before-')));
  },
  'documents with equal and with missing sort values are told apart by ledger and key': async (scene) => {
    const ledgers: readonly LedgerId[] = ['works/b', 'works/a', 'works/a-1'];
    await scene.show(
      worksView,
      ledgers.flatMap((ledger) =>
        recorded(
          ledger,
          ['z', '中', 'B', 'a', '𠮷', '\uffee'].map((key) => putWork(key)),
        ),
      ),
    );
    const expected = ['works/a', 'works/a-1', 'works/b'].flatMap((ledger) =>
      ['B', 'a', 'z', '中', '\uffee', '𠮷'].map((key) => `${ledger} ${key}`),
    );
    for (const direction of ['asc', 'desc'] as const) {
      assertEqual(await allPages(scene, { ledgers: 'all', sort: [{ field: 'due', direction }], limit: 4 }), expected);
    }
    assertEqual(await allPages(scene, { ledgers: 'all', limit: 5 }), expected);
  },
  'a cursor of another query is refused; limit, facets and total may change': async (scene) => {
    await scene.show(
      worksView,
      recorded(
        LEDGER,
        Array.from({ length: 9 }, (_, i) => putWork(`w${String(i)}`, { size: i })),
      ),
    );
    const query: ViewQuery = { ledgers: [LEDGER], sort: [{ field: 'size', direction: 'asc' }], limit: 2 };
    const { next: cursor = '' } = await scene.reader.query(worksView, query);
    assert.ok(!cursor.includes(LEDGER));
    const again = await scene.reader.query(worksView, { ...query, cursor, limit: 3, total: true, facets: ['done'] });
    assertEqual(
      again.items.map(({ key }) => key),
      ['w2', 'w3', 'w4'],
    );
    assert.equal(again.total, 9);
    const others: readonly ViewQuery[] = [
      { ...query, cursor, ledgers: 'all' },
      { ...query, cursor, sort: [{ field: 'size', direction: 'desc' }] },
      { ...query, cursor, where: [{ op: 'eq', field: 'done', value: null }] },
      { ...query, cursor: `${cursor.slice(0, -4)}AAAA` },
    ];
    for (const other of others) await assert.rejects(scene.reader.query(worksView, other), ViewQueryError);
  },
});
