import { isLedgerId } from '@taizhang/kernel';
import { CLASSIFICATION_FIELD } from './classification.js';
import { isCompared, prefixEnd } from './field-values.js';
import { textTerms } from './search-terms.js';
import { readCursor } from './view-cursor.js';
import {
  DEFAULT_PAGE_SIZE,
  MAX_PAGE_SIZE,
  ViewQueryError,
  type ComparedIndex,
  type FieldIndex,
  type ViewFilter,
  type ViewQuery,
} from './view.js';
import type { FieldCondition, FieldValue, StorageQuery, TermCondition, ViewShape } from './view-storage.js';

/** Most ledgers one query names; beyond that, `all`. */
export const MAX_QUERY_LEDGERS = 10_000;
/** Most conditions of one query. */
export const MAX_FILTERS = 32;
/** Most values of one `in`. */
export const MAX_IN_VALUES = 500;
/** Most fields one query sorts by. */
export const MAX_SORT_FIELDS = 8;
/** Most facets of one query. */
export const MAX_FACETS = 16;
/** Most terms of one text condition; what is beyond them is not looked at. */
export const MAX_QUERY_TERMS = 64;

/** A text condition before its terms are hashed. */
export interface TextCondition {
  readonly field: string;
  readonly terms: readonly string[];
}

/** A query found to be in order. */
export interface CheckedQuery {
  readonly query: Omit<StorageQuery, 'terms'>;
  readonly texts: readonly TextCondition[];
  /** Conditions on sets of keywords, whose terms stand as they are. */
  readonly sets: readonly TermCondition[];
}

/**
 * Checks a query against the fields of the copy it will be asked of.
 * @throws {@link ViewQueryError} with one sentence that says what is wrong.
 */
export function checkQuery(shape: ViewShape, query: ViewQuery): CheckedQuery {
  const { ledgers, where = [], sort = [], limit = DEFAULT_PAGE_SIZE, facets = [], total = false } = query;
  checkLedgers(ledgers);
  atMost(where.length, MAX_FILTERS, 'conditions');
  atMost(sort.length, MAX_SORT_FIELDS, 'sort fields');
  atMost(facets.length, MAX_FACETS, 'facets');
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_SIZE) {
    throw new ViewQueryError(`limit is an integer from 1 to ${String(MAX_PAGE_SIZE)}`);
  }
  for (const { field, direction } of sort) checkOrdered(shape, field, direction);
  for (const field of facets) comparedKind(shape, field, 'counted');
  if (new Set(sort.map(({ field }) => field)).size < sort.length)
    throw new ViewQueryError('a field is sorted by twice');
  const texts = where.flatMap((filter) =>
    filter.op === 'text' ? [textCondition(shape, filter.field, filter.value)] : [],
  );
  const others = where.flatMap((filter) => (filter.op === 'text' ? [] : [filter]));
  const ofSet = ({ field }: ViewFilter): boolean => kindOf(shape, field) === 'keywords';
  const sets = others.filter(ofSet).map((filter) => setCondition(filter));
  const conditions = others.filter((filter) => !ofSet(filter)).map((filter) => condition(shape, filter));
  const after = query.cursor === undefined ? {} : { after: readCursor(shape, query, query.cursor) };
  return {
    query: { ledgers, where: conditions, sort, limit, facets: [...new Set(facets)], total, ...after },
    texts,
    sets,
  };
}

function checkLedgers(ledgers: ViewQuery['ledgers']): void {
  if (ledgers === 'all') return;
  atMost(ledgers.length, MAX_QUERY_LEDGERS, 'ledgers');
  const wrong = ledgers.find((ledger) => !isLedgerId(ledger));
  if (wrong !== undefined) throw new ViewQueryError(`not a ledger: ${JSON.stringify(wrong)}`);
}

function atMost(count: number, most: number, what: string): void {
  if (count > most) throw new ViewQueryError(`a query takes at most ${String(most)} ${what}`);
}

function kindOf(shape: ViewShape, field: string): FieldIndex {
  const asked = field !== CLASSIFICATION_FIELD && Object.hasOwn(shape.fields, field); // what is above a clearance is no question
  const kind = asked ? shape.fields[field] : undefined;
  if (kind === undefined) throw new ViewQueryError(`${shape.name} has no indexed field ${JSON.stringify(field)}`);
  return kind;
}

function comparedKind(shape: ViewShape, field: string, what: string): ComparedIndex {
  const kind = kindOf(shape, field);
  if (isCompared(kind)) return kind;
  throw new ViewQueryError(`${field} is a ${kind === 'text' ? 'text field' : 'set'}, which cannot be ${what}`);
}

function checkOrdered(shape: ViewShape, field: string, direction: string): void {
  comparedKind(shape, field, 'sorted by');
  if (direction !== 'asc' && direction !== 'desc') throw new ViewQueryError('a direction is asc or desc');
}

const TYPE_OF_KIND = {
  keyword: 'string',
  keywords: 'string',
  date: 'string',
  number: 'number',
  boolean: 'boolean',
} as const;

function checkValue(kind: keyof typeof TYPE_OF_KIND, field: string, value: unknown): void {
  const right = typeof value === TYPE_OF_KIND[kind] && (typeof value !== 'number' || Number.isFinite(value));
  if (!right || (typeof value === 'string' && !value.isWellFormed())) {
    throw new ViewQueryError(`${field} is compared with a ${TYPE_OF_KIND[kind]}, not with ${JSON.stringify(value)}`);
  }
}

function condition(shape: ViewShape, filter: Exclude<ViewFilter, { op: 'text' }>): FieldCondition {
  const { field } = filter;
  const kind = comparedKind(shape, field, `asked for with "${filter.op}"`);
  switch (filter.op) {
    case 'eq':
      if (filter.value !== null) checkValue(kind, field, filter.value);
      return { op: 'in', field, values: [filter.value] };
    case 'in': {
      atMost(filter.values.length, MAX_IN_VALUES, 'values of "in"');
      for (const value of filter.values) checkValue(kind, field, value);
      return { op: 'in', field, values: [...new Set<FieldValue>(filter.values)] };
    }
    case 'range':
      return rangeOf(kind, filter);
    case 'prefix':
      return prefixOf(kind, field, filter.value);
    default:
      throw new ViewQueryError(`there is no condition ${JSON.stringify((filter as { op: unknown }).op)}`); // from outside, it may be anything
  }
}

/** A set has its keywords, one by one; there is no other question to it. */
function setCondition(filter: Exclude<ViewFilter, { op: 'text' }>): TermCondition {
  const { op, field } = filter;
  if (op !== 'eq' && op !== 'in') throw new ViewQueryError(`${field} is a set, which cannot be asked for with "${op}"`);
  const values: readonly unknown[] = op === 'eq' ? [filter.value] : filter.values;
  atMost(values.length, MAX_IN_VALUES, 'values of "in"');
  for (const value of values) checkValue('keywords', field, value);
  return { field, anyOf: [...new Set(values.map(String))] };
}

function rangeOf(kind: ComparedIndex, { field, from, to }: Extract<ViewFilter, { op: 'range' }>): FieldCondition {
  if (kind === 'boolean') throw new ViewQueryError(`${field} is yes or no and has no range`);
  if (from === undefined && to === undefined) throw new ViewQueryError(`the range of ${field} has no bound`);
  for (const bound of [from, to]) if (bound !== undefined) checkValue(kind, field, bound);
  return { op: 'range', field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function prefixOf(kind: ComparedIndex, field: string, value: string): FieldCondition {
  if (kind !== 'keyword' && kind !== 'date') throw new ViewQueryError(`${field} is not text and has no prefix`);
  checkValue(kind, field, value);
  const before = prefixEnd(value);
  return { op: 'range', field, from: value, ...(before === undefined ? {} : { before }) };
}

function textCondition(shape: ViewShape, field: string, value: unknown): TextCondition {
  if (kindOf(shape, field) !== 'text') throw new ViewQueryError(`${field} is not a text field`);
  if (typeof value !== 'string' || !value.isWellFormed()) throw new ViewQueryError(`${field} is searched for text`);
  const terms = textTerms(value).slice(0, MAX_QUERY_TERMS);
  if (terms.length === 0) throw new ViewQueryError('a search needs a word, or two Chinese characters in a row');
  return { field, terms };
}
