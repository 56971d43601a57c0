import type { LedgerId } from '@taizhang/kernel';
import type { mongo } from 'mongoose';
import {
  CLASSIFICATION_FIELD,
  fieldValue,
  isCompared,
  shapeFields,
  versionLabel,
  type Counts,
  type CounterWrite,
  type FieldValue,
  type GuardedWrite,
  type ShapeField,
  type ViewShape,
  type ViewVersionId,
} from '@taizhang/views-port';

/** What every guarded document has: its index is the guard. */
export interface GuardedDocument {
  readonly _id: string;
  /** Shard key, where collections are sharded: part of every filter that writes. */
  readonly ledger: LedgerId;
  readonly idx: number;
}

/** Name of an indexed field: paths may hold dots and dollars, which not every server takes as names. */
export type FieldName = `f${number}`;

/**
 * A document of a view, or its tombstone. `_id` = `<ledger>|<key>`: a ledger id holds no bar. The document itself is a
 * text, so that any JSON comes back as it was; what is asked for stands beside it.
 */
export interface StoredViewDocument extends GuardedDocument {
  readonly key: string;
  /** JSON; `null` in a tombstone. */
  readonly doc: string | null;
  /** Whether it is no tombstone. */
  readonly live: boolean;
  /** Search terms, each as {@link termName}. */
  readonly terms: readonly string[];
  /** Digests of sealed values it holds. */
  readonly sealed: readonly string[];
  readonly [field: FieldName]: FieldValue;
}

/** Counters of one ledger; `_id` = the ledger. */
export interface StoredCounters extends GuardedDocument {
  /** Names of all counters, also of those without a count. */
  readonly counters: readonly string[];
  readonly sums: readonly { readonly counter: string; readonly dimension: string; readonly count: number }[];
}

/** Collections of one copy of a view. */
export interface CopyCollections {
  readonly documents: mongo.Collection<StoredViewDocument>;
  readonly counters: mongo.Collection<StoredCounters>;
}

/** Writes are believed when the majority has them on disk; reads answer what the majority has (design §4). */
export const BELIEVED = {
  readPreference: 'primary',
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', j: true },
} as const;

/** Names of a copy's collections, `view.<name>.<version>…`. */
export function collectionNames(name: string, id: ViewVersionId): readonly [documents: string, counters: string] {
  const documents = `view.${name}.${versionLabel(id)}`;
  return [documents, `${documents}.counters`];
}

export function copyCollections(database: mongo.Db, shape: ViewShape): CopyCollections {
  const [documents, counters] = collectionNames(shape.name, shape);
  return {
    documents: database.collection<StoredViewDocument>(documents, BELIEVED),
    counters: database.collection<StoredCounters>(counters, BELIEVED),
  };
}

/**
 * Makes the indices; again is harmless. One at a time: some servers take no list of which a part exists. They begin with
 * `live` instead of being partial, which not every server knows.
 */
export async function ensureIndexes({ documents }: CopyCollections, shape: ViewShape): Promise<void> {
  await documents.createIndex({ live: 1, ledger: 1, key: 1 });
  for (const field of indexedFields(shape)) {
    if (field.path === CLASSIFICATION_FIELD) continue;
    await documents.createIndex({ live: 1, [fieldName(field)]: 1, ledger: 1, key: 1 });
  }
  await documents.createIndex({ terms: 1, ledger: 1 });
  await documents.createIndex({ ledger: 1, sealed: 1 });
}

/** Fields that are compared as they are; the others are found by their terms. */
export function indexedFields(shape: ViewShape): readonly ShapeField[] {
  return shapeFields(shape).filter(({ kind }) => isCompared(kind));
}

export function fieldName({ position }: ShapeField): FieldName {
  return `f${position}`;
}

/** @throws RangeError for a path that is not a field of the shape: the port checks queries before. */
export function fieldAt(shape: ViewShape, path: string): ShapeField {
  const found = shapeFields(shape).find((field) => field.path === path);
  if (found === undefined) throw new RangeError(`${shape.name} has no field ${path}`);
  return found;
}

/** A term with the position of its field before it, as it is stored and asked for. */
export function termName({ position }: ShapeField, term: string): string {
  return `${String(position)} ${term}`;
}

export function documentId(ledger: LedgerId, key: string): string {
  return `${ledger}|${key}`;
}

export function storedDocument(shape: ViewShape, write: GuardedWrite): StoredViewDocument {
  const { ledger, key, idx, doc, terms, sealed } = write;
  const values = indexedFields(shape).map(
    (field) => [fieldName(field), doc === null ? null : fieldValue(doc, field.path, field.kind)] as const,
  );
  return {
    _id: documentId(ledger, key),
    ledger,
    key,
    idx,
    doc: doc === null ? null : JSON.stringify(doc),
    live: doc !== null,
    terms: Object.entries(terms).flatMap(([path, list]) => {
      const field = fieldAt(shape, path);
      return list.map((term) => termName(field, term));
    }),
    sealed,
    ...Object.fromEntries(values),
  };
}

export function storedCounters({ ledger, idx, counts }: CounterWrite): StoredCounters {
  const sums = Object.entries(counts).flatMap(([counter, dimensions]) =>
    Object.entries(dimensions).map(([dimension, count]) => ({ counter, dimension, count })),
  );
  return { _id: ledger, ledger, idx, counters: Object.keys(counts), sums };
}

export function countsOf({ counters, sums }: StoredCounters): Counts {
  return Object.fromEntries(
    counters.map((counter) => {
      const own = sums.filter((sum) => sum.counter === counter);
      return [counter, Object.fromEntries(own.map(({ dimension, count }) => [dimension, count]))];
    }),
  );
}
