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
import { documentName, MemoryViewStorage, type MemoryCopy } from '../memory/memory-view-storage.js';
import { changed, type StorageChanges } from '../storage-wrappers.js';

/** Writes whatever comes. */
export class WithoutGuard extends MemoryViewStorage {
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    for (const write of writes)
      this.copy(shape).documents.set(documentName(write.ledger, write.key), structuredClone(write));
  }
}

/** Deletes where it should keep a tombstone. */
export class WithoutTombstones extends MemoryViewStorage {
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    await super.write(shape, writes);
    const { documents } = this.copy(shape);
    for (const [name, { doc }] of documents) if (doc === null) documents.delete(name);
  }
}

/** Writes whatever counters come. */
export class WithoutCounterGuard extends MemoryViewStorage {
  override async writeCounters(shape: ViewShape, write: CounterWrite): Promise<void> {
    this.copy(shape).counters.set(write.ledger, structuredClone(write));
  }
}

/** Loses every fifth document. */
export class WithDroppedWrites extends MemoryViewStorage {
  #writes = 0;
  override write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    return super.write(
      shape,
      writes.filter(() => (this.#writes += 1) % 5 !== 0),
    );
  }
}

/** Counters become visible only after the documents that follow them. */
export class WithLateCounters extends MemoryViewStorage {
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

/** Reads every ledger as if it were one. */
export class WithOneLedger extends MemoryViewStorage {
  override load(shape: ViewShape, _ledger: LedgerId, keys: readonly string[]): ReturnType<ViewStorage['load']> {
    return super.load(shape, 'works/wgx-0371', keys);
  }
}

/** Switches whatever is active. */
export class WithLaxSwitch extends MemoryViewStorage {
  override async activate(
    name: string,
    id: ViewVersionId,
    _expected: ViewVersionId | undefined,
    at: string,
  ): Promise<boolean> {
    return super.activate(name, id, (await this.registry(name)).active, at);
  }
}

/** Inserts only if nothing came between its look and its insert, and calls the write done otherwise. */
export class WithLostInserts extends MemoryViewStorage {
  override async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    const { documents } = this.copy(shape);
    const absent = writes.filter(({ ledger, key }) => !documents.has(documentName(ledger, key)));
    await Promise.resolve();
    const lost = absent.filter(({ ledger, key }) => documents.has(documentName(ledger, key)));
    await super.write(
      shape,
      writes.filter((write) => !lost.includes(write)),
    );
  }
}

/** Keeps all copies of a view's version in one place. */
export class WithOneCopy extends MemoryViewStorage {
  protected override copy(shape: ViewShape): MemoryCopy {
    return super.copy({ ...shape, generation: 0 });
  }
}

/** A memory storage that answers queries otherwise. */
export function answering(
  answer: (ask: (query: StorageQuery) => Promise<StoragePage>, query: StorageQuery) => Promise<StoragePage>,
): () => ViewStorage {
  return withChanges((storage) => ({ query: (shape, query) => answer((asked) => storage.query(shape, asked), query) }));
}

/** A memory storage that does some things otherwise. */
export function withChanges(changes: (storage: MemoryViewStorage) => StorageChanges): () => ViewStorage {
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

/** Order of strings by UTF-16 units. */
export function unitOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Remembers how many documents each position came after, instead of comparing. */
export function byOffset(): ViewStorage {
  const offsets = new Map<string, number>();
  return answering(async (ask, { after, ...query }) => {
    const offset = after === undefined ? 0 : (offsets.get(`${after.ledger} ${after.key}`) ?? 0);
    const { items, ...rest } = await ask({ ...query, limit: 500 });
    const page = items.slice(offset, offset + query.limit);
    for (const [i, { ledger, key }] of page.entries()) offsets.set(`${ledger} ${key}`, offset + i + 1);
    return { ...rest, items: page };
  })();
}

/** Adds terms and takes none back. */
export function keepingTerms(): ViewStorage {
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
