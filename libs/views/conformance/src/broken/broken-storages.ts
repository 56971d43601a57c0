import type { LedgerId } from '@taizhang/kernel';
import type {
  CounterWrite,
  GuardedWrite,
  StorageQuery,
  StoragePage,
  ViewShape,
  ViewStorage,
  ViewVersionId,
} from '@taizhang/views-port';
import type { Topic } from '../conformance-case.js';
import { documentName, MemoryViewStorage } from '../memory/memory-view-storage.js';
import { changed, type StorageChanges } from '../storage-wrappers.js';

/** A storage with one fault, and where the suite must notice it. */
export interface BrokenStorage {
  readonly fault: string;
  readonly make: () => ViewStorage;
  /** Topics with failing cases: these, and no others. */
  readonly topics: readonly Topic[];
  /** Words in the title of a case that must be among the failing ones. */
  readonly caught: string;
}

class WithoutGuard extends MemoryViewStorage {
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    for (const write of writes)
      this.copy(shape).documents.set(documentName(write.ledger, write.key), structuredClone(write));
  }
}

class WithoutTombstones extends MemoryViewStorage {
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    await super.write(shape, writes);
    const { documents } = this.copy(shape);
    for (const [name, { doc }] of documents) if (doc === null) documents.delete(name);
  }
}

class WithoutCounterGuard extends MemoryViewStorage {
  override async writeCounters(shape: ViewShape, write: CounterWrite): Promise<void> {
    this.copy(shape).counters.set(write.ledger, structuredClone(write));
  }
}

class WithDroppedWrites extends MemoryViewStorage {
  #writes = 0;
  override write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    return super.write(
      shape,
      writes.filter(() => (this.#writes += 1) % 5 !== 0),
    );
  }
}

/** Counters become visible only after the documents that follow them. */
class WithLateCounters extends MemoryViewStorage {
  readonly #held = new Map<LedgerId, CounterWrite>();
  override async writeCounters(_shape: ViewShape, write: CounterWrite): Promise<void> {
    if (write.ledger.startsWith('works/run-')) this.#held.set(write.ledger, write);
    else await super.writeCounters(_shape, write);
  }
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    await super.write(shape, writes);
    for (const { ledger } of writes) {
      const held = this.#held.get(ledger);
      this.#held.delete(ledger);
      if (held !== undefined) await super.writeCounters(shape, held);
    }
  }
}

class WithOneLedger extends MemoryViewStorage {
  override load(shape: ViewShape, _ledger: LedgerId, keys: readonly string[]): ReturnType<ViewStorage['load']> {
    return super.load(shape, 'works/wgx-0371', keys);
  }
}

class WithLaxSwitch extends MemoryViewStorage {
  override async activate(
    name: string,
    id: ViewVersionId,
    _expected: ViewVersionId | undefined,
    at: string,
  ): Promise<boolean> {
    return super.activate(name, id, (await this.registry(name)).active, at);
  }
}

/** A memory storage that answers queries otherwise. */
function answering(
  answer: (ask: (query: StorageQuery) => Promise<StoragePage>, query: StorageQuery) => Promise<StoragePage>,
): () => ViewStorage {
  return withChanges((storage) => ({ query: (shape, query) => answer((asked) => storage.query(shape, asked), query) }));
}

function withChanges(changes: (storage: MemoryViewStorage) => StorageChanges): () => ViewStorage {
  return () => {
    const storage = new MemoryViewStorage();
    return changed(storage, changes(storage));
  };
}

/** A storage that does nothing and answers as if it were empty. */
export function doNothingStorage(): ViewStorage {
  const nothing = async (): Promise<void> => undefined;
  return {
    ensure: nothing,
    write: nothing,
    writeCounters: nothing,
    markPrepared: nothing,
    drop: nothing,
    close: nothing,
    load: async () => new Map(),
    holders: async () => [],
    ledgers: async () => [],
    loadCounters: async () => undefined,
    sumCounters: async () => ({}),
    query: async () => ({ items: [] }),
    get: async () => undefined,
    registry: async () => ({ versions: [], superseded: [] }),
    active: async () => undefined,
    activate: async () => true,
  };
}

/** Faults a store may have, each with what must notice it. */
export const brokenStorages: readonly BrokenStorage[] = [
  { fault: 'forgets the guard', make: () => new WithoutGuard(), caught: 'no effect', topics: [] },
  { fault: 'loses tombstones', make: () => new WithoutTombstones(), caught: 'a tombstone stays', topics: [] },
  {
    fault: 'forgets the guard of counters',
    make: () => new WithoutCounterGuard(),
    caught: 'a counter write is guarded',
    topics: [],
  },
  { fault: 'drops every fifth write', make: () => new WithDroppedWrites(), caught: 'written whole', topics: [] },
  {
    fault: 'writes counters after documents',
    make: () => new WithLateCounters(),
    caught: 'two runners that overlap',
    topics: [],
  },
  {
    fault: 'drops counters',
    make: withChanges(() => ({ writeCounters: async () => undefined })),
    caught: 'counters are summed',
    topics: [],
  },
  { fault: 'mixes ledgers', make: () => new WithOneLedger(), caught: 'the same key in two ledgers', topics: [] },
  {
    fault: 'answers for ledgers it was not asked for',
    make: answering((ask, query) => ask({ ...query, ledgers: 'all' })),
    caught: 'no query sees a ledger',
    topics: [],
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
    topics: [],
  },
  {
    fault: 'sorts in one direction only',
    make: answering((ask, query) =>
      ask({ ...query, sort: query.sort.map(({ field }) => ({ field, direction: 'asc' })) }),
    ),
    caught: 'those of the model',
    topics: [],
  },
  {
    fault: 'ignores the cursor',
    make: answering((ask, { after, ...query }) => ask(after === undefined ? query : { ...query, limit: 0 })),
    caught: 'each document once',
    topics: [],
  },
  {
    fault: 'pages by offset, not by position',
    make: () => byOffset(),
    caught: 'untouched documents come once',
    topics: [],
  },
  {
    fault: 'counts facets and total over the page',
    make: answering(async (ask, query) => {
      const page = await ask(query);
      return query.total ? { ...page, total: page.items.length } : page;
    }),
    caught: 'limit, facets and total may change',
    topics: [],
  },
  {
    fault: 'wants any word of a search, not all',
    make: answering((ask, query) => ask({ ...query, texts: query.texts.slice(0, 1) })),
    caught: 'all words',
    topics: [],
  },
  {
    fault: 'keeps old search terms',
    make: () => keepingTerms(),
    caught: 'not by what it was',
    topics: [],
  },
  {
    fault: 'does not know who holds a sealed value',
    make: withChanges(() => ({ holders: async () => [] })),
    caught: 'no longer found nor opened',
    topics: [],
  },
  { fault: 'switches without comparing', make: () => new WithLaxSwitch(), caught: 'compare-and-set', topics: [] },
  {
    fault: 'does not drop',
    make: withChanges(() => ({ drop: async () => undefined })),
    caught: 'nothing is left',
    topics: [],
  },
];

function unitOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Remembers how many documents each position came after, instead of comparing. */
function byOffset(): ViewStorage {
  const offsets = new Map<string, number>();
  return answering(async (ask, { after, ...query }) => {
    const offset = after === undefined ? 0 : (offsets.get(`${after.ledger} ${after.key}`) ?? 0);
    const { items, ...rest } = await ask({ ...query, limit: 500 });
    const page = items.slice(offset, offset + query.limit);
    for (const [i, { ledger, key }] of page.entries()) offsets.set(`${ledger} ${key}`, offset + i + 1);
    return { ...rest, items: page };
  })();
}

function keepingTerms(): ViewStorage {
  const before = new Map<string, GuardedWrite['terms']>();
  return withChanges((storage) => ({
    write: (shape, writes) =>
      storage.write(
        shape,
        writes.map((write) => {
          const name = `${shape.name} ${documentName(write.ledger, write.key)}`;
          const terms = { title: [...(before.get(name)?.['title'] ?? []), ...(write.terms['title'] ?? [])] };
          before.set(name, terms);
          return { ...write, terms };
        }),
      ),
  }))();
}
