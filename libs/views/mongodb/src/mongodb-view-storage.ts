import type { Connection, mongo } from 'mongoose';
import type { Instant, JsonObject, LedgerId } from '@taizhang/kernel';
import {
  MAX_FACET_VALUES,
  sameVersion,
  type CounterWrite,
  type Facet,
  type FieldValue,
  type GuardedWrite,
  type StorageQuery,
  type StoragePage,
  type StoredDocument,
  type ViewDocument,
  type ViewRegistry,
  type ViewShape,
  type ViewStorage,
  type ViewVersionId,
} from '@taizhang/views-port';
import { claimDatabase, nativeDatabase } from './claim-database.js';
import { writeGuarded } from './guarded-writes.js';
import { afterFilter, matchFilter, scopeFilter, sortOrder } from './query-filter.js';
import { answered, isMissing } from './server-errors.js';
import {
  collectionNames,
  copyCollections,
  countsOf,
  documentId,
  ensureIndexes,
  fieldAt,
  fieldName,
  storedCounters,
  storedDocument,
  type CopyCollections,
  type StoredViewDocument,
} from './view-documents.js';
import { MongodbViewRegistry } from './view-registry.js';

/** Where the views are kept. */
export interface MongodbViewOptions {
  /** An open connection of mongoose; whoever made it closes it. */
  readonly connection: Connection;
}

/**
 * Opens the view store of the distributed deployment in the database of a connection. Needs no transactions and no
 * change streams, so that MongoDB standalone, replica set or sharded, and every server of its wire protocol serve.
 * @throws `ViewStoreUnavailableError` with one sentence.
 */
export async function openMongodbViewStorage({ connection }: MongodbViewOptions): Promise<ViewStorage> {
  const database = nativeDatabase(connection);
  await answered(claimDatabase(database));
  return new MongodbViewStorage(database);
}

const DOCUMENT = { projection: { ledger: 1, key: 1, idx: 1, doc: 1 } } as const;

type DocumentRow = Pick<StoredViewDocument, 'ledger' | 'key' | 'idx' | 'doc'>;

class MongodbViewStorage implements ViewStorage {
  readonly #registry: MongodbViewRegistry;

  constructor(private readonly database: mongo.Db) {
    this.#registry = new MongodbViewRegistry(database);
  }

  /** Also removes what is left of dropped copies: of a drop that was cut short, or of a runner that wrote once more. */
  async ensure(shape: ViewShape): Promise<void> {
    await answered(this.#registry.register(shape));
    await answered(ensureIndexes(this.#copy(shape), shape));
    const { versions } = await this.registry(shape.name);
    for (const { shape: old, dropped } of versions) if (dropped) await this.#remove(shape.name, old);
  }

  async load(
    shape: ViewShape,
    ledger: LedgerId,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocument>> {
    if (keys.length === 0) return new Map();
    const ids = keys.map((key) => documentId(ledger, key));
    const [only = ''] = ids;
    // One by its id alone: also servers that search a collection for anything else find that at once.
    const filter = ids.length === 1 ? { _id: only } : { _id: { $in: ids } };
    const rows = await answered(this.#copy(shape).documents.find<DocumentRow>(filter, DOCUMENT).toArray());
    return new Map(rows.map(({ key, idx, doc }) => [key, { idx, doc: doc === null ? null : parsed(doc) }]));
  }

  async holders(shape: ViewShape, ledger: LedgerId, digests: readonly string[]): Promise<readonly string[]> {
    const holding = { ledger, sealed: { $in: [...digests] } };
    const keys = this.#copy(shape).documents.find<Pick<StoredViewDocument, 'key'>>(holding, { projection: { key: 1 } });
    return (await answered(keys.toArray())).map(({ key }) => key);
  }

  async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    const rows = writes.map((write) => storedDocument(shape, write));
    await answered(writeGuarded(this.#copy(shape).documents, rows));
  }

  async loadCounters(shape: ViewShape, ledger: LedgerId): Promise<CounterWrite | undefined> {
    const found = await answered(this.#copy(shape).counters.findOne({ _id: ledger }));
    return found === null ? undefined : { ledger, idx: found.idx, counts: countsOf(found) };
  }

  async writeCounters(shape: ViewShape, write: CounterWrite): Promise<void> {
    await answered(writeGuarded(this.#copy(shape).counters, [storedCounters(write)]));
  }

  async sumCounters(
    shape: ViewShape,
    counters: readonly string[],
    ledgers: readonly LedgerId[] | 'all',
  ): Promise<Readonly<Record<string, number>>> {
    const sums = this.#copy(shape).counters.aggregate<{ _id: string; count: number }>([
      { $match: scopeFilter(ledgers) },
      { $unwind: '$sums' },
      { $match: { 'sums.counter': { $in: [...counters] } } },
      { $group: { _id: '$sums.dimension', count: { $sum: '$sums.count' } } },
      { $sort: { _id: 1 } },
    ]);
    const rows = await answered(sums.toArray());
    return Object.fromEntries(rows.filter(({ count }) => count !== 0).map(({ _id, count }) => [_id, count]));
  }

  /** Items, total and facets are asked for one after the other: beside a writer they may differ by what it wrote meanwhile. */
  async query(shape: ViewShape, query: StorageQuery): Promise<StoragePage> {
    const { documents } = this.#copy(shape);
    const match = matchFilter(shape, query);
    const after = afterFilter(shape, query);
    const page = documents
      .find<DocumentRow>(after === undefined ? match : { $and: [match, after] }, DOCUMENT)
      .sort(sortOrder(shape, query))
      .limit(query.limit);
    const items = (await answered(page.toArray())).flatMap(documentOf);
    const total = query.total ? { total: await answered(documents.countDocuments(match)) } : {};
    if (query.facets.length === 0) return { items, ...total };
    const facets: Record<string, Facet> = {};
    for (const field of query.facets) facets[field] = await this.#facet(shape, field, match);
    return { items, ...total, facets };
  }

  async #facet(shape: ViewShape, field: string, match: mongo.Filter<StoredViewDocument>): Promise<Facet> {
    const values = this.#copy(shape).documents.aggregate<{ _id: FieldValue; count: number }>([
      { $match: match },
      { $group: { _id: `$${fieldName(fieldAt(shape, field))}`, count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: MAX_FACET_VALUES },
    ]);
    return (await answered(values.toArray())).map(({ _id, count }) => ({ value: _id, count }));
  }

  async get(shape: ViewShape, ledger: LedgerId, key: string): Promise<ViewDocument | undefined> {
    const filter = { _id: documentId(ledger, key) };
    const row = await answered(this.#copy(shape).documents.findOne<DocumentRow>(filter, DOCUMENT));
    return row === null ? undefined : documentOf(row)[0];
  }

  async ledgers(shape: ViewShape): Promise<readonly LedgerId[]> {
    const ledgers = this.#copy(shape).documents.aggregate<{ _id: LedgerId }>([
      { $match: { live: true } },
      { $group: { _id: '$ledger' } },
      { $sort: { _id: 1 } },
    ]);
    return (await answered(ledgers.toArray())).map(({ _id }) => _id);
  }

  async registry(name: string): Promise<ViewRegistry> {
    return answered(this.#registry.read(name));
  }

  async active(name: string): Promise<ViewShape | undefined> {
    const { active, versions } = await this.registry(name);
    return active && versions.find(({ shape }) => sameVersion(shape, active))?.shape;
  }

  async markPrepared(name: string, id: ViewVersionId): Promise<void> {
    await answered(this.#registry.markPrepared(name, id));
  }

  async activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): Promise<boolean> {
    return answered(this.#registry.activate(name, id, expected, at));
  }

  async drop(name: string, id: ViewVersionId): Promise<void> {
    await answered(this.#registry.drop(name, id));
    await this.#remove(name, id);
  }

  /** Nothing of its own is open: the connection is its maker's. */
  async close(): Promise<void> {
    await Promise.resolve();
  }

  #copy(shape: ViewShape): CopyCollections {
    return copyCollections(this.database, shape);
  }

  /** Removes a dropped copy's collections. */
  async #remove(name: string, id: ViewVersionId): Promise<void> {
    for (const collection of collectionNames(name, id)) {
      try {
        await this.database.dropCollection(collection);
      } catch (error) {
        if (!isMissing(error)) await answered(Promise.reject(error as Error)); // the driver rejects with errors
      }
    }
  }
}

function parsed(doc: string): JsonObject {
  return JSON.parse(doc) as JsonObject; // written by `storedDocument`
}

function documentOf({ ledger, key, idx, doc }: DocumentRow): readonly ViewDocument[] {
  return doc === null ? [] : [{ ledger, key, idx, doc: parsed(doc) }];
}
