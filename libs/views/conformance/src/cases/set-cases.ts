import type { ViewFilter, ViewQuery } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { recorded } from '../sample-events.js';
import { putWork, worksView } from '../sample-view.js';
import { LEDGERS } from './query-cases.js';

/** Fields that hold several keywords, any of which finds the document: the units that it concerns, say. */
export const setCases = casesOf('queries', {
  'a document is within any of its units: in lists, totals, facets and counts, and by units it has no more in none':
    async (scene) => {
      const [ledger = 'works/x', other = 'works/y'] = LEDGERS;
      await scene.show(worksView, [
        ...recorded(ledger, [
          putWork('a', { status: 'OPEN', units: ['b-1', 'b-2', 'b-3'] }),
          putWork('b', { status: 'OPEN', units: ['b-2'] }),
          putWork('c', { status: 'CLOSED', units: ['b-3'] }),
          putWork('d', { status: 'OPEN', units: [] }),
          putWork('e', { status: 'OPEN', units: 'b-2' }),
        ]),
        ...recorded(other, [putWork('a', { status: 'OPEN', units: ['b-2'] })]),
      ]);
      const within = async (...units: string[]) => {
        const where: ViewFilter[] = [{ op: 'in', field: 'units', values: units }];
        const query: ViewQuery = { ledgers: [ledger], where, facets: ['status'], total: true };
        const { items, total, facets } = await scene.reader.query(worksView, query);
        const counts = await scene.reader.counters(worksView, 'status', [ledger], where);
        return { keys: items.map(({ key }) => key).join(' '), total, facets: facets?.['status'], counts };
      };
      const open = (count: number) => [{ value: 'OPEN', count }];
      assertEqual(await within('b-2'), {
        keys: 'a b',
        total: 2,
        facets: open(2),
        counts: { all: 2, 'status=OPEN': 2 },
      });
      assertEqual(await within('b-1', 'b-3'), {
        keys: 'a c',
        total: 2,
        facets: [{ value: 'CLOSED', count: 1 }, ...open(1)],
        counts: { all: 2, 'status=CLOSED': 1, 'status=OPEN': 1 },
      });
      assertEqual(await within('b-9'), { keys: '', total: 0, facets: [], counts: {} });
      await scene.feed(
        scene.handler(worksView),
        recorded(ledger, [putWork('a', { status: 'OPEN', units: ['b-1'] })], 5),
      );
      assertEqual(await within('b-2'), { keys: 'b', total: 1, facets: open(1), counts: { all: 1, 'status=OPEN': 1 } });
    },
});
