import type { JsonValue, LedgerId } from '@taizhang/kernel';
import type { ViewFilter, ViewQuery } from '@taizhang/views-port';

/** A document as the query cases know it: what was put, by (ledger, key). */
export interface KnownDocument {
  readonly ledger: LedgerId;
  readonly key: string;
  /** Values by indexed field; a missing one is `null`. */
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/** What a query must answer, all pages in one, told by looking at every document. */
export interface ExpectedAnswer {
  /** `<ledger> <key>` in order. */
  readonly order: readonly string[];
  readonly facets: Readonly<Record<string, readonly { readonly value: JsonValue; readonly count: number }[]>>;
}

/** The answer to a query without text conditions. */
export function expectedAnswer(documents: readonly KnownDocument[], query: ViewQuery): ExpectedAnswer {
  const { ledgers, where = [], sort = [], facets = [] } = query;
  const matches = documents.filter(
    ({ ledger, fields }) =>
      (ledgers === 'all' || ledgers.includes(ledger)) &&
      where.every((filter) => accepts(filter, fields[filter.field] ?? null)),
  );
  const ordered = [...matches].sort((a, b) => {
    for (const { field, direction } of sort) {
      const order = inOrder(a.fields[field] ?? null, b.fields[field] ?? null);
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return inOrder(a.ledger, b.ledger) || inOrder(a.key, b.key);
  });
  return {
    order: ordered.map(({ ledger, key }) => `${ledger} ${key}`),
    facets: Object.fromEntries(
      facets.map((field) => [field, facetOf(matches.map(({ fields }) => fields[field] ?? null))]),
    ),
  };
}

/** Missing first, numbers by value, texts by UTF-8 bytes, no before yes. */
function inOrder(a: JsonValue, b: JsonValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

function accepts(filter: ViewFilter, value: JsonValue): boolean {
  switch (filter.op) {
    case 'eq':
      return Array.isArray(value) ? value.includes(filter.value) : value === filter.value;
    case 'in':
      return filter.values.some((one) => (Array.isArray(value) ? value.includes(one) : one === value));
    case 'prefix':
      return typeof value === 'string' && value.startsWith(filter.value);
    case 'range':
      if (value === null) return false;
      return (
        (filter.from === undefined || inOrder(value, filter.from) >= 0) &&
        (filter.to === undefined || inOrder(value, filter.to) <= 0)
      );
    case 'text':
      throw new RangeError('the model knows no text conditions');
  }
}

function facetOf(values: readonly JsonValue[]): ExpectedAnswer['facets'][string] {
  const distinct = [...new Set(values)];
  return distinct
    .map((value) => ({ value, count: values.filter((other) => other === value).length }))
    .sort((a, b) => b.count - a.count || inOrder(a.value, b.value));
}
