import {
  compareText,
  compareValues,
  fieldValue,
  MAX_FACET_VALUES,
  type Facet,
  type FieldCondition,
  type FieldValue,
  type GuardedWrite,
  type SortPosition,
  type StorageQuery,
  type StoragePage,
  type ViewDocument,
  type ViewShape,
} from '@taizhang/views-port';

/** A document as memory keeps it. */
export type MemoryDocument = GuardedWrite;

/** Answers a query by looking at every document. */
export function answerQuery(shape: ViewShape, documents: readonly MemoryDocument[], query: StorageQuery): StoragePage {
  const matches = documents
    .flatMap((stored) => (stored.doc !== null && matchesAll(shape, stored, query) ? [viewed(stored, stored.doc)] : []))
    .map((document) => ({ document, position: positionOf(shape, query, document) }))
    .sort((a, b) => comparePositions(query, a.position, b.position));
  const { after } = query;
  const rest =
    after === undefined ? matches : matches.filter(({ position }) => comparePositions(query, position, after) > 0);
  const facets = query.facets.map(
    (field) =>
      [
        field,
        facetOf(
          shape,
          field,
          matches.map(({ document }) => document),
        ),
      ] as const,
  );
  return {
    items: rest.slice(0, query.limit).map(({ document }) => document),
    ...(query.total ? { total: matches.length } : {}),
    ...(facets.length > 0 ? { facets: Object.fromEntries(facets) } : {}),
  };
}

function viewed({ ledger, key, idx }: MemoryDocument, doc: ViewDocument['doc']): ViewDocument {
  return { ledger, key, idx, doc };
}

function valueOf(shape: ViewShape, field: string, { doc }: Pick<MemoryDocument, 'doc'>): FieldValue {
  return doc === null ? null : fieldValue(doc, field, shape.fields[field] ?? 'keyword');
}

function matchesAll(shape: ViewShape, stored: MemoryDocument, { ledgers, where, terms }: StorageQuery): boolean {
  return (
    (ledgers === 'all' || ledgers.includes(stored.ledger)) &&
    where.every((condition) => holds(condition, valueOf(shape, condition.field, stored))) &&
    terms.every(({ field, anyOf }) => anyOf.some((term) => stored.terms[field]?.includes(term)))
  );
}

function holds(condition: FieldCondition, value: FieldValue): boolean {
  if (condition.op === 'in') return condition.values.includes(value);
  if (value === null) return false;
  const { from, to, before } = condition;
  return (
    (from === undefined || compareValues(value, from) >= 0) &&
    (to === undefined || compareValues(value, to) <= 0) &&
    (before === undefined || compareValues(value, before) < 0)
  );
}

function positionOf(shape: ViewShape, { sort }: StorageQuery, document: ViewDocument): SortPosition {
  return {
    values: sort.map(({ field }) => valueOf(shape, field, document)),
    ledger: document.ledger,
    key: document.key,
  };
}

function comparePositions({ sort }: StorageQuery, a: SortPosition, b: SortPosition): number {
  for (const [i, { direction }] of sort.entries()) {
    const order = compareValues(a.values[i] ?? null, b.values[i] ?? null);
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return compareText(a.ledger, b.ledger) || compareText(a.key, b.key);
}

function facetOf(shape: ViewShape, field: string, documents: readonly ViewDocument[]): Facet {
  const counts = new Map<FieldValue, number>();
  for (const document of documents) {
    const value = valueOf(shape, field, document);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value))
    .slice(0, MAX_FACET_VALUES);
}
