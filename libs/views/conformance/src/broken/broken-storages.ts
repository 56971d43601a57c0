import {
  CLASSIFICATION_FIELD,
  classifiedCounter,
  CLEARANCES,
  type FieldCondition,
  type ViewStorage,
} from '@taizhang/views-port';
import type { Topic } from '../conformance-case.js';
import {
  answering,
  byOffset,
  keepingTerms,
  unitOrder,
  withChanges,
  WithDroppedWrites,
  WithLateCounters,
  WithLaxSwitch,
  WithLostInserts,
  WithOneCopy,
  WithOneLedger,
  WithoutCounterGuard,
  WithoutGuard,
  WithoutTombstones,
} from './faulty-storages.js';

function withoutClassification(where: readonly FieldCondition[]): readonly FieldCondition[] {
  return where.filter(({ field }) => field !== CLASSIFICATION_FIELD);
}

/** A storage with one fault, and where the suite must notice it. */
export interface BrokenStorage {
  readonly fault: string;
  readonly make: () => ViewStorage;
  /** Topics with failing cases: these, and no others. */
  readonly topics: readonly Topic[];
  /** Words in the title of a case that must be among the failing ones. */
  readonly caught: string;
}

/** Faults a store may have, each with what must notice it. */
export const brokenStorages: readonly BrokenStorage[] = [
  {
    fault: 'forgets the guard',
    make: () => new WithoutGuard(),
    caught: 'no effect',
    topics: ['crashes and rivals', 'guards'],
  },
  {
    fault: 'loses tombstones',
    make: () => new WithoutTombstones(),
    caught: 'a tombstone stays',
    topics: ['counters', 'crashes and rivals', 'guards', 'handler'],
  },
  {
    fault: 'forgets the guard of counters',
    make: () => new WithoutCounterGuard(),
    caught: 'a counter write is guarded',
    topics: ['counters', 'crashes and rivals'],
  },
  {
    fault: 'drops every fifth write',
    make: () => new WithDroppedWrites(),
    caught: 'written whole',
    topics: [
      'classification',
      'counters',
      'crashes and rivals',
      'guards',
      'handler',
      'paging',
      'queries',
      'sealed fields',
      'versions',
    ],
  },
  {
    fault: 'writes counters after documents',
    make: () => new WithLateCounters(),
    caught: 'two runners that overlap',
    topics: ['crashes and rivals'],
  },
  {
    fault: 'drops counters',
    make: withChanges(() => ({ writeCounters: async () => undefined })),
    caught: 'counters are summed',
    topics: [
      'classification',
      'counters',
      'crashes and rivals',
      'guards',
      'handler',
      'paging',
      'queries',
      'sealed fields',
      'versions',
    ],
  },
  {
    fault: 'mixes ledgers',
    make: () => new WithOneLedger(),
    caught: 'the same key in two ledgers',
    topics: ['counters', 'crashes and rivals', 'guards', 'handler', 'paging', 'queries', 'sealed fields', 'versions'],
  },
  {
    fault: 'answers for ledgers it was not asked for',
    make: answering((ask, query) => ask({ ...query, ledgers: 'all' })),
    caught: 'no query sees a ledger',
    topics: ['paging', 'queries', 'text search'],
  },
  {
    fault: 'sorts by UTF-16 units',
    make: answering(async (ask, query) => {
      const { items, ...rest } = await ask(query);
      return {
        ...rest,
        items:
          query.sort.length > 0
            ? items
            : [...items].sort((a, b) => unitOrder(a.ledger, b.ledger) || unitOrder(a.key, b.key)),
      };
    }),
    caught: 'told apart by ledger and key',
    topics: ['paging'],
  },
  {
    fault: 'sorts in one direction only',
    make: answering((ask, query) =>
      ask({ ...query, sort: query.sort.map(({ field }) => ({ field, direction: 'asc' })) }),
    ),
    caught: 'those of the model',
    topics: ['paging', 'queries', 'versions'],
  },
  {
    fault: 'ignores the cursor',
    make: answering((ask, { after, ...query }) => ask(after === undefined ? query : { ...query, limit: 0 })),
    caught: 'each document once',
    topics: ['paging', 'versions'],
  },
  {
    fault: 'pages by offset, not by position',
    make: () => byOffset(),
    caught: 'untouched documents come once',
    topics: ['paging'],
  },
  {
    fault: 'counts facets and total over the page',
    make: answering(async (ask, query) => {
      const page = await ask(query);
      return query.total ? { ...page, total: page.items.length } : page;
    }),
    caught: 'limit, facets and total may change',
    topics: ['paging', 'queries'],
  },
  {
    fault: 'wants any word of a search, not all',
    make: answering((ask, query) => ask({ ...query, terms: query.terms.slice(0, 1) })),
    caught: 'all words',
    topics: ['sealed fields', 'text search'],
  },
  {
    fault: 'keeps old search terms',
    make: () => keepingTerms(),
    caught: 'not by what it was',
    topics: ['paging', 'queries', 'sealed fields'],
  },
  {
    fault: 'finds a set by its first keyword only',
    make: withChanges((storage) => ({
      write: (shape, writes) =>
        storage.write(
          shape,
          writes.map((write) => ({
            ...write,
            terms: { ...write.terms, units: write.terms['units']?.slice(0, 1) ?? [] },
          })),
        ),
    })),
    caught: 'within any of its units',
    topics: ['queries'],
  },
  {
    fault: 'does not know who holds a sealed value',
    make: withChanges(() => ({ holders: async () => [] })),
    caught: 'no longer found nor opened',
    topics: ['sealed fields'],
  },
  {
    fault: 'switches without comparing',
    make: () => new WithLaxSwitch(),
    caught: 'compare-and-set',
    topics: ['versions'],
  },
  {
    fault: 'does not drop',
    make: withChanges(() => ({ drop: async () => undefined })),
    caught: 'nothing is left',
    topics: ['versions'],
  },
  {
    fault: 'takes a lost insert for a lost guard',
    make: () => new WithLostInserts(),
    caught: 'a write that comes second is not lost',
    topics: ['guards'],
  },
  {
    fault: 'answers before it has written',
    make: withChanges((storage) => ({
      write: async (...args) => {
        // Its copy may be dropped by then, or its database gone.
        setImmediate(() => void storage.write(...args).catch(() => undefined));
      },
    })),
    caught: 'a batch of many documents',
    topics: [
      'classification',
      'counters',
      'crashes and rivals',
      'guards',
      'handler',
      'paging',
      'queries',
      'sealed fields',
      'text search',
      'versions',
    ],
  },
  {
    fault: 'lists a document twice',
    make: answering(async (ask, query) => {
      const { items, ...rest } = await ask(query);
      return { ...rest, items: [...items.slice(0, 1), ...items].slice(0, query.limit) };
    }),
    caught: 'each document once',
    topics: ['classification', 'paging', 'queries', 'sealed fields', 'text search', 'versions'],
  },
  {
    fault: 'does not match a missing value',
    make: answering((ask, query) =>
      ask({
        ...query,
        where: query.where.map((one) =>
          one.op === 'in' ? { ...one, values: one.values.filter((value) => value !== null) } : one,
        ),
      }),
    ),
    caught: 'those of the model',
    topics: ['queries'],
  },
  {
    fault: 'sums counters of all ledgers',
    make: withChanges((storage) => ({ sumCounters: (shape, counters) => storage.sumCounters(shape, counters, 'all') })),
    caught: 'counters are summed',
    topics: ['counters'],
  },
  {
    fault: 'counts what is above the clearance in totals and facets',
    make: answering(async (ask, query) => {
      const { items } = await ask(query);
      const all = await ask({ ...query, where: withoutClassification(query.where) });
      return { ...all, items };
    }),
    caught: 'not in totals and facets',
    topics: ['classification'],
  },
  {
    fault: 'lists what is above the clearance',
    make: answering(async (ask, query) => {
      const { items } = await ask({ ...query, where: withoutClassification(query.where) });
      return { ...(await ask(query)), items };
    }),
    caught: 'not in lists',
    topics: ['classification'],
  },
  {
    fault: 'sums counters of every classification',
    make: withChanges((storage) => ({
      sumCounters: (shape, counters, ledgers) =>
        storage.sumCounters(
          shape,
          CLEARANCES.map((clr) => classifiedCounter((counters[0] ?? '').replace(/\$\d$/, ''), clr)),
          ledgers,
        ),
    })),
    caught: 'not in sums',
    topics: ['classification'],
  },
  {
    fault: 'mixes copies',
    make: () => new WithOneCopy(),
    caught: 'without what can no longer be produced',
    topics: ['sealed fields', 'versions'],
  },
  {
    fault: 'forgets that a copy is prepared',
    make: withChanges(() => ({ markPrepared: async () => undefined })),
    caught: 'begins at zero',
    topics: ['versions'],
  },
];
