import type Database from 'better-sqlite3';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import {
  CLASSIFICATION_FIELD,
  fieldValue,
  isCompared,
  shapeFields,
  versionLabel,
  type ComparedIndex,
  type FieldValue,
  type GuardedWrite,
  type ShapeField,
  type ViewShape,
} from '@taizhang/views-port';

/** A name as SQL quotes it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const COLUMN_TYPE = { keyword: 'TEXT', date: 'TEXT', number: 'NUMERIC', boolean: 'INTEGER' } as const;

type ColumnField = ShapeField & { readonly kind: ComparedIndex };

/** A value as SQLite compares it: booleans are 0 and 1. */
export function bound(value: FieldValue): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Names of one copy's tables and columns. */
export class ViewTables {
  /** What is compared: narrow rows, so that counting very many of them reads little. */
  readonly documents: string;
  /** What the documents say, and their terms. */
  readonly bodies: string;
  readonly terms: string;
  readonly sealed: string;
  readonly counters: string;
  /** Fields with a column. */
  readonly columns: readonly ColumnField[];
  /** Whether some fields are found by terms. */
  readonly hasTerms: boolean;

  constructor(readonly shape: ViewShape) {
    const label = `${shape.name}.${versionLabel(shape)}`;
    this.documents = quoted(`${label}.documents`);
    this.bodies = quoted(`${label}.bodies`);
    this.terms = quoted(`${label}.terms`);
    this.sealed = quoted(`${label}.sealed`);
    this.counters = quoted(`${label}.counters`);
    const fields = shapeFields(shape);
    this.columns = fields.flatMap(({ kind, ...rest }) => (isCompared(kind) ? [{ kind, ...rest }] : []));
    this.hasTerms = fields.length > this.columns.length;
  }

  column(field: string): string {
    const found = this.columns.find(({ path }) => path === field);
    if (found === undefined) throw new RangeError(`${this.shape.name} has no column for ${field}`);
    return columnName(found);
  }

  /**
   * Rows are never deleted, so a row's `id` stands for it for good. Each index ends with what every question
   * compares, classification and presence, so that totals and facets of whole ledgers are counted from an index alone.
   */
  create(): string {
    const label = `${this.shape.name}.${versionLabel(this.shape)}`;
    const columns = this.columns.map((field) => `, ${columnName(field)} ${COLUMN_TYPE[field.kind]}`).join('');
    const indexed = this.columns.filter(({ path }) => path !== CLASSIFICATION_FIELD);
    const classification = this.columns.find(({ path }) => path === CLASSIFICATION_FIELD);
    const last = classification === undefined ? '' : `, ${columnName(classification)}`;
    const indices = indexed.map(
      (field) =>
        `CREATE INDEX IF NOT EXISTS ${quoted(`${label}.by-${String(field.position)}`)}
           ON ${this.documents} (${columnName(field)}, ledger, key${last}, present);`,
    );
    return `
      CREATE TABLE IF NOT EXISTS ${this.documents} (
        id INTEGER PRIMARY KEY, ledger TEXT NOT NULL, key TEXT NOT NULL, idx INTEGER NOT NULL, present INTEGER NOT NULL${columns},
        UNIQUE (ledger, key)
      );
      CREATE TABLE IF NOT EXISTS ${this.bodies} (id INTEGER PRIMARY KEY, doc TEXT, terms TEXT);
      ${indices.join('\n')}
      CREATE TABLE IF NOT EXISTS ${this.terms} (
        field INTEGER NOT NULL, term TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (field, term, document)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ${this.sealed} (
        ledger TEXT NOT NULL, digest TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (ledger, digest, key)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS ${this.counters} (ledger TEXT PRIMARY KEY, idx INTEGER NOT NULL, counts TEXT NOT NULL) WITHOUT ROWID;
    `;
  }

  drop(): string {
    return [this.documents, this.bodies, this.terms, this.sealed, this.counters]
      .map((table) => `DROP TABLE IF EXISTS ${table};`)
      .join('\n');
  }
}

function columnName({ position }: ShapeField): string {
  return `f${String(position)}`;
}

/** Terms of a row in one text: what is stored of them, to be compared and taken back. */
function termsText(terms: GuardedWrite['terms']): string | null {
  const entries = Object.entries(terms).filter(([, list]) => list.length > 0);
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries));
}

/** Prepared reads and writes of one copy's documents. */
export class DocumentRows {
  readonly #select: Database.Statement<[string, string], { idx: number; doc: string | null }>;
  readonly #selectDoc: Database.Statement<[number], string>;
  readonly #upsert: Database.Statement<(string | number | null)[], { id: number }>;
  readonly #selectTerms: Database.Statement<[number], { terms: string | null }>;
  readonly #upsertBody: Database.Statement<[number, string | null, string | null]>;
  readonly #insertTerm: Database.Statement<[number, string, number]>;
  readonly #deleteTerm: Database.Statement<[number, string, number]>;
  readonly #insertSealed: Database.Statement<[string, string, string]>;
  readonly #positions: ReadonlyMap<string, number>;

  constructor(
    database: Database.Database,
    private readonly tables: ViewTables,
  ) {
    const { documents, bodies, terms, sealed, columns, shape } = tables;
    const names = ['ledger', 'key', 'idx', 'present', ...columns.map(columnName)];
    const updates = names.slice(2).map((name) => `${name} = excluded.${name}`);
    this.#select = database.prepare(
      `SELECT d.idx, b.doc FROM ${documents} d JOIN ${bodies} b ON b.id = d.id WHERE d.ledger = ? AND d.key = ?`,
    );
    this.#selectDoc = database.prepare<[number], string>(`SELECT doc FROM ${bodies} WHERE id = ?`).pluck(true);
    // The guard: a row changes, and tells its id, only where its index is lower.
    this.#upsert = database.prepare(
      `INSERT INTO ${documents} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (ledger, key) DO UPDATE SET ${updates.join(', ')} WHERE idx < excluded.idx RETURNING id`,
    );
    this.#selectTerms = database.prepare(`SELECT terms FROM ${bodies} WHERE id = ?`);
    this.#upsertBody = database.prepare(
      `INSERT INTO ${bodies} (id, doc, terms) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, terms = excluded.terms`,
    );
    this.#insertTerm = database.prepare(`INSERT OR IGNORE INTO ${terms} (field, term, document) VALUES (?, ?, ?)`);
    this.#deleteTerm = database.prepare(`DELETE FROM ${terms} WHERE field = ? AND term = ? AND document = ?`);
    this.#insertSealed = database.prepare(`INSERT OR IGNORE INTO ${sealed} (ledger, digest, key) VALUES (?, ?, ?)`);
    this.#positions = new Map(shapeFields(shape).map(({ path, position }) => [path, position]));
  }

  read(ledger: LedgerId, key: string): { readonly idx: number; readonly doc: string | null } | undefined {
    return this.#select.get(ledger, key);
  }

  /** What the document of a row says; the row is there, and no tombstone. */
  doc(id: number): string {
    return this.#selectDoc.get(id) ?? 'null';
  }

  /** Within a transaction. */
  write({ ledger, key, idx, doc, sealed, terms }: GuardedWrite): void {
    const id = this.#upsert.get(ledger, key, idx, Number(doc !== null), ...this.#values(doc))?.id;
    if (id === undefined) return;
    const before = this.tables.hasTerms ? (this.#selectTerms.get(id)?.terms ?? null) : null;
    const after = this.tables.hasTerms ? termsText(terms) : null;
    this.#upsertBody.run(id, doc === null ? null : JSON.stringify(doc), after);
    for (const digest of sealed) this.#insertSealed.run(ledger, digest, key);
    if (after !== before) this.#replaceTerms(id, before, terms);
  }

  #values(doc: JsonObject | null): readonly (string | number | null)[] {
    return this.tables.columns.map(({ path, kind }) => (doc === null ? null : bound(fieldValue(doc, path, kind))));
  }

  #replaceTerms(id: number, before: string | null, terms: GuardedWrite['terms']): void {
    const old = JSON.parse(before ?? '{}') as GuardedWrite['terms']; // written by `termsText`
    for (const [field, list] of Object.entries(old)) {
      const kept = new Set(terms[field]);
      for (const term of list) if (!kept.has(term)) this.#deleteTerm.run(this.position(field), term, id);
    }
    for (const [field, list] of Object.entries(terms)) {
      for (const term of list) this.#insertTerm.run(this.position(field), term, id);
    }
  }

  /** Number of a field in the terms table. */
  position(field: string): number {
    return this.#positions.get(field) ?? -1;
  }
}
