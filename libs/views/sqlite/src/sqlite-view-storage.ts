import type Database from 'better-sqlite3';
import type { Instant, JsonObject, LedgerId } from '@taizhang/kernel';
import {
  MAX_FACET_VALUES,
  versionLabel,
  type CounterWrite,
  type Counts,
  type Facet,
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
import { emptyJournal, openDatabase, unavailable } from './open-database.js';
import { afterSql, matchSql, orderSql, scopeSql, wideScopeSql, type BoundSql } from './query-sql.js';
import { SqliteViewRegistry } from './view-registry.js';
import { DocumentRows, ViewTables } from './view-tables.js';
import { WriteQueue } from './write-queue.js';

/** Where the views are kept. */
export interface SqliteViewOptions {
  /** A file of its own (`views.sqlite`), on a local disk. */
  readonly file: string;
}

/** Opens the view store of the embedded deployment. @throws `ViewStoreUnavailableError` with one sentence. */
export function openSqliteViewStorage({ file }: SqliteViewOptions): ViewStorage {
  return new SqliteViewStorage(openDatabase(file), file);
}

/**
 * Opens an empty view store of the caller's own, which is gone when it is closed: in memory, and beyond that in a file without a name
 * that SQLite itself removes, so that any number of documents takes little memory.
 */
export function openSqliteScratchViews(): ViewStorage {
  return openSqliteViewStorage({ file: '' });
}

interface Copy {
  readonly tables: ViewTables;
  readonly rows: DocumentRows;
}

interface DocumentPlace {
  readonly id: number;
  readonly ledger: LedgerId;
  readonly key: string;
  readonly idx: number;
}

class SqliteViewStorage implements ViewStorage {
  readonly #registry: SqliteViewRegistry;
  readonly #queue: WriteQueue;
  readonly #copies = new Map<string, Copy>();
  /** Whether the write-ahead log may still hold what was erased. */
  #journalHolds = false;

  constructor(
    private readonly database: Database.Database,
    private readonly file: string,
  ) {
    this.#registry = new SqliteViewRegistry(database);
    this.#queue = new WriteQueue(database, (error) => unavailable(error, file));
  }

  async ensure(shape: ViewShape): Promise<void> {
    await this.#queue.write(1, () => {
      this.#registry.register(shape);
      this.database.exec(new ViewTables(shape).create());
    });
  }

  async load(
    shape: ViewShape,
    ledger: LedgerId,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocument>> {
    // One transaction: else SQLite takes and leaves its locks for each row, which costs more than reading it.
    return this.#snapshot(() => {
      const { rows } = this.#copy(shape);
      const found = new Map<string, StoredDocument>();
      for (const key of keys) {
        const row = rows.read(ledger, key);
        if (row !== undefined) found.set(key, { idx: row.idx, doc: row.doc === null ? null : parsed(row.doc) });
      }
      return found;
    });
  }

  async holders(shape: ViewShape, ledger: LedgerId, digests: readonly string[]): Promise<readonly string[]> {
    const sql = `SELECT DISTINCT key FROM ${this.#copy(shape).tables.sealed}
      WHERE ledger = ? AND digest IN (SELECT value FROM json_each(?))`;
    return this.#read(() =>
      this.database
        .prepare<[string, string], { key: string }>(sql)
        .all(ledger, JSON.stringify(digests))
        .map(({ key }) => key),
    );
  }

  async write(shape: ViewShape, writes: readonly GuardedWrite[]): Promise<void> {
    await this.#queue.write(writes.length, () => {
      const { rows } = this.#copy(shape);
      for (const write of writes) rows.write(write);
    });
    this.#journalHolds ||= writes.some(({ erases }) => erases);
    // Where a reader of another process holds it, the next write tries again, or the next start.
    if (this.#journalHolds && this.database.open) this.#journalHolds = !this.#read(() => emptyJournal(this.database));
  }

  async loadCounters(shape: ViewShape, ledger: LedgerId): Promise<CounterWrite | undefined> {
    const sql = `SELECT idx, counts FROM ${this.#copy(shape).tables.counters} WHERE ledger = ?`;
    const row = this.#read(() => this.database.prepare<[string], { idx: number; counts: string }>(sql).get(ledger));
    return row && { ledger, idx: row.idx, counts: JSON.parse(row.counts) as Counts }; // written by `writeCounters`
  }

  async writeCounters(shape: ViewShape, { ledger, idx, counts }: CounterWrite): Promise<void> {
    const sql = `INSERT INTO ${this.#copy(shape).tables.counters} (ledger, idx, counts) VALUES (?, ?, ?)
      ON CONFLICT (ledger) DO UPDATE SET idx = excluded.idx, counts = excluded.counts WHERE idx < excluded.idx`;
    await this.#queue.write(1, () => {
      this.database.prepare<[string, number, string]>(sql).run(ledger, idx, JSON.stringify(counts));
    });
  }

  async sumCounters(
    shape: ViewShape,
    counters: readonly string[],
    ledgers: readonly LedgerId[] | 'all',
  ): Promise<Readonly<Record<string, number>>> {
    const scope = scopeSql(ledgers);
    const sql = `SELECT d.key AS dimension, sum(d.value) AS count
      FROM ${this.#copy(shape).tables.counters} c, json_each(c.counts) n, json_each(n.value) d
      WHERE n.key IN (SELECT value FROM json_each(?)) ${scope.map((part) => `AND c.${part.sql}`).join(' ')} GROUP BY d.key ORDER BY d.key`;
    const rows = this.#read(() =>
      this.#all<{ dimension: string; count: number }>({
        sql,
        values: [JSON.stringify(counters), ...scope.flatMap(({ values }) => values)],
      }),
    );
    return Object.fromEntries(
      rows.filter(({ count }) => count !== 0).map(({ dimension, count }) => [dimension, count]),
    );
  }

  async query(shape: ViewShape, query: StorageQuery): Promise<StoragePage> {
    // One transaction: items, total and facets are of the same moment, also beside a writing process.
    return this.#snapshot(() => this.#query(this.#copy(shape), query));
  }

  #query({ tables, rows }: Copy, query: StorageQuery): StoragePage {
    const match = matchSql(tables, query, this.#isWide(tables, query.ledgers));
    const page = [match, ...afterSql(tables, query)];
    // The page is chosen by narrow rows before anything of its documents is read.
    const chosen = this.#all<DocumentPlace>({
      sql: `SELECT id, ledger, key, idx FROM ${tables.documents} WHERE ${page.map(({ sql }) => sql).join(' AND ')}
        ORDER BY ${orderSql(tables, query)} LIMIT ?`,
      values: [...page.flatMap(({ values }) => values), query.limit],
    });
    const facets = query.facets.map((field) => [field, this.#facet(tables, field, match)] as const);
    return {
      items: chosen.map(({ id, ...place }) => ({ ...place, doc: parsed(rows.doc(id)) })),
      ...(query.total ? { total: wholeOf(facets) ?? this.#total(tables, match) } : {}),
      ...(facets.length > 0 ? { facets: Object.fromEntries(facets) } : {}),
    };
  }

  #isWide(tables: ViewTables, ledgers: StorageQuery['ledgers']): boolean {
    if (ledgers === 'all' || ledgers.length === 1) return false;
    return this.#all<{ wide: number }>(wideScopeSql(tables, ledgers))[0]?.wide === 1;
  }

  #total({ documents }: ViewTables, { sql, values }: BoundSql): number {
    return (
      this.#all<{ count: number }>({ sql: `SELECT count(*) AS count FROM ${documents} WHERE ${sql}`, values })[0]
        ?.count ?? 0
    );
  }

  #facet(tables: ViewTables, field: string, { sql, values }: BoundSql): Facet {
    const column = tables.column(field);
    const isBoolean = tables.shape.fields[field] === 'boolean';
    const rows = this.#all<{ value: string | number | null; count: number }>({
      sql: `SELECT ${column} AS value, count(*) AS count FROM ${tables.documents} WHERE ${sql}
        GROUP BY ${column} ORDER BY count(*) DESC, ${column} ASC LIMIT ${String(MAX_FACET_VALUES)}`,
      values,
    });
    return rows.map(({ value, count }) => ({ value: isBoolean && value !== null ? value === 1 : value, count }));
  }

  async get(shape: ViewShape, ledger: LedgerId, key: string): Promise<ViewDocument | undefined> {
    const row = this.#read(() => this.#copy(shape).rows.read(ledger, key));
    return row === undefined || row.doc === null ? undefined : { ledger, key, idx: row.idx, doc: parsed(row.doc) };
  }

  async ledgers(shape: ViewShape): Promise<readonly LedgerId[]> {
    const { documents } = this.#copy(shape).tables;
    const sql = `SELECT DISTINCT ledger FROM ${documents} WHERE present ORDER BY ledger`;
    return this.#read(() => this.#all<{ ledger: LedgerId }>({ sql, values: [] }).map(({ ledger }) => ledger));
  }

  async registry(name: string): Promise<ViewRegistry> {
    return this.#snapshot(() => this.#registry.read(name));
  }

  async active(name: string): Promise<ViewShape | undefined> {
    return this.#read(() => this.#registry.active(name));
  }

  async markPrepared(name: string, id: ViewVersionId): Promise<void> {
    await this.#queue.write(1, () => {
      this.#registry.markPrepared(name, id);
    });
  }

  async activate(name: string, id: ViewVersionId, expected: ViewVersionId | undefined, at: Instant): Promise<boolean> {
    let switched = false;
    await this.#queue.write(1, () => {
      switched = this.#registry.activate(name, id, expected, at);
    });
    return switched;
  }

  async drop(name: string, id: ViewVersionId): Promise<void> {
    await this.#queue.write(1, () => {
      const shape = this.#registry.drop(name, id);
      if (shape === undefined) return;
      this.#copies.delete(copyName(shape));
      this.database.exec(new ViewTables(shape).drop());
    });
  }

  async close(): Promise<void> {
    if (!this.database.open) return;
    this.#queue.flush();
    this.database.close();
  }

  #copy(shape: ViewShape): Copy {
    const name = copyName(shape);
    let copy = this.#copies.get(name);
    if (copy === undefined) {
      const tables = new ViewTables(shape);
      copy = { tables, rows: new DocumentRows(this.database, tables) };
      this.#copies.set(name, copy);
    }
    return copy;
  }

  #all<Row>({ sql, values }: BoundSql): readonly Row[] {
    return this.database.prepare<(string | number | null)[], Row>(sql).all(...values);
  }

  /** Several reads at one moment of the file, also beside a writing process. */
  #snapshot<T>(read: () => T): T {
    return this.#read(() => this.database.transaction(read)());
  }

  #read<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw unavailable(error, this.file);
    }
  }
}

/** How many rows match, where a facet counted each of them: it leaves none out but beyond its most values. */
function wholeOf(facets: readonly (readonly [field: string, facet: Facet])[]): number | undefined {
  const whole = facets.find(([, facet]) => facet.length < MAX_FACET_VALUES);
  return whole?.[1].reduce((sum, { count }) => sum + count, 0);
}

function copyName(shape: ViewShape): string {
  return `${shape.name} ${versionLabel(shape)}`;
}

function parsed(doc: string): JsonObject {
  return JSON.parse(doc) as JsonObject; // written by `DocumentRows`
}
