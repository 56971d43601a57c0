import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import {
  MAX_FACET_VALUES,
  viewEtag,
  ViewNotReadyError,
  ViewQueryError,
  type ViewFilter,
  type ViewQuery,
} from '@taizhang/views-port';
import { workFields } from '../arbitraries.js';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { expectedAnswer, type KnownDocument } from '../query-model.js';
import { recorded } from '../sample-events.js';
import { deleteWork, putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';

export const LEDGERS: readonly LedgerId[] = ['works/wgx-0371', 'works/wgx-0372', 'works/wgx-1'];

/** Puts known documents, several deleted ones among them, and shows the view. */
export async function showDocuments(scene: Scene, documents: readonly KnownDocument[]): Promise<void> {
  await scene.show(
    worksView,
    LEDGERS.flatMap((ledger) => {
      const own = documents.filter((document) => document.ledger === ledger);
      const puts = own.map(({ key, fields: { 'person.unit': unit = null, ...fields } }) =>
        putWork(key, { ...fields, unit }),
      );
      return recorded(ledger, [
        ...puts,
        putWork('gone', { status: 'OPEN', size: 7, due: '2014-07-01' }),
        deleteWork('gone'),
      ]);
    }),
  );
}

/** Documents with generated fields, spread over the ledgers; the same for every adapter. */
export function knownDocuments(count: number): readonly KnownDocument[] {
  return fc.sample(workFields, { numRuns: count, seed: 42 }).map(({ unit, title: _title, ...fields }, i) => ({
    ledger: LEDGERS[i % LEDGERS.length] ?? 'works/wgx-1',
    key: `work-${String((i * 7919) % 101)}-${String(i)}`,
    fields: { ...(fields as JsonObject), ...(unit === undefined ? {} : { 'person.unit': unit }) }, // JSON values, some missing
  }));
}

const filters: fc.Arbitrary<ViewFilter> = fc.oneof(
  fc.record({
    op: fc.constant('eq' as const),
    field: fc.constantFrom('status', 'person.unit'),
    value: fc.constantFrom('OPEN', '𠮷', '', '局', null),
  }),
  fc.record({ op: fc.constant('eq' as const), field: fc.constant('done'), value: fc.constantFrom(true, false, null) }),
  fc.record({
    op: fc.constant('in' as const),
    field: fc.constant('status'),
    values: fc.subarray(['OPEN', 'CLOSED', '已销号', 'x']),
  }),
  fc.record({
    op: fc.constant('in' as const),
    field: fc.constant('units'),
    values: fc.subarray(['wgx-1', '$x', 'wgx', 'x'], { maxLength: 3 }),
  }),
  fc.record({ op: fc.constant('eq' as const), field: fc.constant('units'), value: fc.constantFrom('wgx-1', '$x') }),
  fc.record({
    op: fc.constant('in' as const),
    field: fc.constant('size'),
    values: fc.subarray([-1, 7, 4_294_967_297]),
  }),
  fc.record({ op: fc.constant('range' as const), field: fc.constant('size'), from: fc.constantFrom(-5, 0, 7) }),
  fc.record({
    op: fc.constant('range' as const),
    field: fc.constant('due'),
    from: fc.constant('2014-07-01'),
    to: fc.constantFrom('2014-12-31', '2015'),
  }),
  fc.record({ op: fc.constant('range' as const), field: fc.constant('status'), to: fc.constantFrom('\uffee', 'OPEN') }),
  fc.record({
    op: fc.constant('prefix' as const),
    field: fc.constant('person.unit'),
    value: fc.constantFrom('', 'wgx-', 'wgx-037', '局', 'x'),
  }),
  fc.record({
    op: fc.constant('prefix' as const),
    field: fc.constant('due'),
    value: fc.constantFrom('2014-', '2014-12'),
  }),
);

const sorts = fc
  .uniqueArray(fc.constantFrom('status', 'due', 'size', 'done', 'person.unit'), { maxLength: 3 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) =>
        fc.record({ field: fc.constant(field), direction: fc.constantFrom('asc' as const, 'desc' as const) }),
      ),
    ),
  );

/** Queries without text conditions. */
export const queries: fc.Arbitrary<ViewQuery> = fc.record({
  ledgers: fc.oneof(fc.constant('all' as const), fc.subarray([...LEDGERS])),
  where: fc.array(filters, { maxLength: 2 }),
  sort: sorts,
  facets: fc.subarray(['status', 'due', 'size', 'done', 'person.unit']),
  total: fc.constant(true),
});

const WRONG: readonly (readonly [string, ViewQuery])[] = [
  ['an unknown field', { ledgers: 'all', where: [{ op: 'eq', field: 'nosuch', value: 1 }] }],
  ['a field of every object', { ledgers: 'all', where: [{ op: 'eq', field: 'constructor', value: 'x' }] }],
  ['a field that is not indexed', { ledgers: 'all', sort: [{ field: 'sum', direction: 'asc' }] }],
  ['a value of another kind', { ledgers: 'all', where: [{ op: 'eq', field: 'size', value: '7' }] }],
  ['a prefix of a number', { ledgers: 'all', where: [{ op: 'prefix', field: 'size', value: '7' }] }],
  ['a range of yes and no', { ledgers: 'all', where: [{ op: 'range', field: 'done', from: 0 }] }],
  ['a range without bounds', { ledgers: 'all', where: [{ op: 'range', field: 'size' }] }],
  ['text in a keyword', { ledgers: 'all', where: [{ op: 'text', field: 'status', value: '整改' }] }],
  ['equality of a text', { ledgers: 'all', where: [{ op: 'eq', field: 'title', value: '整改' }] }],
  ['a search for one Chinese character', { ledgers: 'all', where: [{ op: 'text', field: 'title', value: '改' }] }],
  ['a search for nothing', { ledgers: 'all', where: [{ op: 'text', field: 'title', value: ' ，。 ' }] }],
  ['sorting by a set', { ledgers: 'all', sort: [{ field: 'units', direction: 'asc' }] }],
  ['a facet of a set', { ledgers: 'all', facets: ['units'] }],
  ['a prefix in a set', { ledgers: 'all', where: [{ op: 'prefix', field: 'units', value: 'w' }] }],
  ['an empty set', { ledgers: 'all', where: [{ op: 'eq', field: 'units', value: null }] }],
  ['a number in a set', { ledgers: 'all', where: [{ op: 'in', field: 'units', values: [7] }] }],
  ['sorting by a text', { ledgers: 'all', sort: [{ field: 'title', direction: 'asc' }] }],
  [
    'sorting twice by one field',
    {
      ledgers: 'all',
      sort: [
        { field: 'due', direction: 'asc' },
        { field: 'due', direction: 'desc' },
      ],
    },
  ],
  ['a facet of a text', { ledgers: 'all', facets: ['title'] }],
  ['limit 0', { ledgers: 'all', limit: 0 }],
  ['limit 501', { ledgers: 'all', limit: 501 }],
  ['limit 1.5', { ledgers: 'all', limit: 1.5 }],
  ['a cursor that is none', { ledgers: 'all', cursor: 'nonsense' }],
  [
    'too many values',
    { ledgers: 'all', where: [{ op: 'in', field: 'size', values: Array.from({ length: 501 }, (_, i) => i) }] },
  ],
];

/** What queries answer, against a model that looks at every document. */
export const queryCases = casesOf('queries', {
  'filters, sorting, facets and total are those of the model (property)': async (scene) => {
    const documents = knownDocuments(scene.scaled(120, 60));
    await showDocuments(scene, documents);
    const property = fc.asyncProperty(queries, async (query) => {
      const page = await scene.reader.query(worksView, { ...query, limit: 500 });
      const expected = expectedAnswer(documents, query);
      assertEqual(
        page.items.map(({ ledger, key }) => `${ledger} ${key}`),
        expected.order,
      );
      assert.equal(page.total, expected.order.length);
      assertEqual(page.facets ?? {}, expected.facets);
      assert.equal(page.next, undefined);
    });
    await fc.assert(property, { numRuns: scene.scaled(200, 40), seed: 20140702 });
  },
  'no query sees a ledger it was not given; given none, it sees nothing': async (scene) => {
    await showDocuments(scene, knownDocuments(12));
    const [own = 'works/x', other = 'works/y'] = LEDGERS;
    const page = await scene.reader.query(worksView, {
      ledgers: [own, 'works/unknown'],
      total: true,
      facets: ['status'],
    });
    assert.equal(page.total, 4);
    assert.ok(page.items.every(({ ledger }) => ledger === own));
    assert.equal((await scene.reader.query(worksView, { ledgers: [own, other] })).items.length, 8);
    const none = await scene.reader.query(worksView, { ledgers: [], total: true, facets: ['status'] });
    assertEqual(none, { items: [], total: 0, facets: { status: [] } });
  },
  'a document is read by its key with the index of its last event; deleted and unknown ones are not there': async (
    scene,
  ) => {
    const [ledger = 'works/x'] = LEDGERS;
    await scene.show(
      worksView,
      recorded(ledger, [
        putWork('a', { status: 'OPEN' }),
        putWork('b'),
        putWork('a', { status: 'CLOSED' }),
        deleteWork('b'),
      ]),
    );
    const found = await scene.reader.get(worksView, ledger, 'a');
    assert.equal(found?.idx, 2);
    assert.equal(found.doc.status, 'CLOSED');
    assert.equal(await scene.reader.get(worksView, ledger, 'b'), undefined);
    assert.equal(await scene.reader.get(worksView, 'works/unknown', 'a'), undefined);
  },
  'a changed document is found by what it is now, not by what it was': async (scene) => {
    const [ledger = 'works/x'] = LEDGERS;
    await scene.show(worksView, recorded(ledger, [putWork('a', { status: 'OPEN', title: '整改方案' })]));
    const change = putWork('a', { status: 'CLOSED', title: '工作总结' });
    await scene.feed(scene.handler(worksView), recorded(ledger, [change], 1));
    const count = async (...where: ViewFilter[]) =>
      (await scene.reader.query(worksView, { ledgers: 'all', where })).items.length;
    assert.equal(await count({ op: 'eq', field: 'status', value: 'OPEN' }), 0);
    assert.equal(await count({ op: 'eq', field: 'status', value: 'CLOSED' }), 1);
    assert.equal(await count({ op: 'text', field: 'title', value: '整改' }), 0);
    assert.equal(await count({ op: 'text', field: 'title', value: '总结' }), 1);
    await scene.feed(scene.handler(worksView), recorded(ledger, [deleteWork('a')], 2));
    assert.equal(await count({ op: 'text', field: 'title', value: '总结' }), 0);
    assert.equal(await count(), 0);
  },
  'a facet lists its most frequent values, at most MAX_FACET_VALUES, and the rest of the answer is whole': async (
    scene,
  ) => {
    const [ledger = 'works/x'] = LEDGERS;
    const statusOf = (i: number) => `status-${String(i).padStart(3, '0')}`;
    const puts = Array.from({ length: MAX_FACET_VALUES + 3 }, (_, i) =>
      putWork(`work-${String(i)}`, { status: statusOf(i) }),
    );
    await scene.show(
      worksView,
      recorded(ledger, [...puts, putWork('one-more', { status: statusOf(MAX_FACET_VALUES + 2) })]),
    );
    const page = await scene.reader.query(worksView, { ledgers: [ledger], limit: 1, facets: ['status'], total: true });
    assert.equal(page.total, MAX_FACET_VALUES + 4);
    assertEqual(page.facets?.['status'], [
      { value: statusOf(MAX_FACET_VALUES + 2), count: 2 },
      ...Array.from({ length: MAX_FACET_VALUES - 1 }, (_, i) => ({ value: statusOf(i), count: 1 })),
    ]);
  },
  'an ETag changes with every event applied, and only with its own document': async (scene) => {
    const [ledger = 'works/x', other = 'works/y'] = LEDGERS;
    await scene.show(worksView, [
      ...recorded(ledger, [putWork('a', { status: 'OPEN' }), putWork('b')]),
      ...recorded(other, [putWork('a', { status: 'OPEN' })]),
    ]);
    const etagOf = async (of: LedgerId, key: string) => {
      const found = await scene.reader.get(worksView, of, key);
      assert.ok(found);
      return viewEtag(found);
    };
    const before = await etagOf(ledger, 'a');
    assert.match(before, /^"[\x21\x23-\x7e]+"$/); // a strong entity tag (RFC 9110 §8.8.3)
    assert.notEqual(before, await etagOf(other, 'a'));
    const neighbour = await etagOf(ledger, 'b');
    await scene.feed(scene.handler(worksView), recorded(ledger, [putWork('b', { done: true })], 2));
    assert.equal(await etagOf(ledger, 'a'), before);
    assert.notEqual(await etagOf(ledger, 'b'), neighbour);
    const page = await scene.reader.query(worksView, { ledgers: [ledger] });
    assertEqual(page.items.map(viewEtag), [before, await etagOf(ledger, 'b')]);
  },
  'a query that does not fit the view is refused with its error': async (scene) => {
    await assert.rejects(scene.reader.query(worksView, { ledgers: 'all' }), ViewNotReadyError);
    await showDocuments(scene, knownDocuments(3));
    for (const [what, query] of WRONG) await assert.rejects(scene.reader.query(worksView, query), ViewQueryError, what);
    const notALedger = 'WORKS/1' as LedgerId; // what a careless caller may pass
    await assert.rejects(scene.reader.query(worksView, { ledgers: [notALedger] }), ViewQueryError);
    assert.equal((await scene.reader.query(worksView, { ledgers: 'all' })).items.length, 3);
  },
});
