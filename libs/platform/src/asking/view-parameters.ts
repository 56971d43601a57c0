import { isLocalDate } from '@taizhang/kernel';
import type { FieldIndex, ViewFilter, ViewQuery } from '@taizhang/views-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';

/** Parameter of every question to views: as things were then. */
export const AS_OF = 'asOf';
/** Parameters of every list that are no fields. */
export const LIST_PARAMETERS = ['bureau', 'sort', 'limit', 'cursor', 'facet', 'total', AS_OF] as const;

/** Characters of a date; an instant begins with one. */
const DATE_LENGTH = '2014-01-01'.length;

type Fields = Readonly<Record<string, FieldIndex>>;
/** A query string as parsed: a repeated parameter is a list. */
export type QueryString = Readonly<Record<string, string | readonly string[]>>;

/** The problem of a parameter that cannot be read, or that there is none of this name. */
export function invalidParameter(parameter: string): ProblemError {
  return new ProblemError(PROBLEMS.parameterInvalid, { parameter: parameter.slice(0, 100) });
}

/** All values of a parameter. */
export function valuesOf(query: QueryString, name: string): readonly string[] {
  const value = query[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** The value of a parameter that may stand once. @throws {@link ProblemError} 400 `PARAMETER_INVALID` when it is repeated */
export function oneValueOf(query: QueryString, name: string): string | undefined {
  const [value, ...more] = valuesOf(query, name);
  if (more.length > 0) throw invalidParameter(name);
  return value;
}

/**
 * Reads a list's parameters: `status=OPEN` (repeated: any of them), `due.from=`, `due.to=`, `code.prefix=`, `title.text=`,
 * `sort=due,-code`, `limit=`, `cursor=`, `facet=status` (repeated), `total=true`. `bureau` is the scope's affair, and
 * `asOf` the service's.
 * @throws {@link ProblemError} 400 for what cannot be read; the view's reader refuses unknown fields with 422
 */
export function readListQuery(query: QueryString, fields: Fields): Omit<ViewQuery, 'ledgers'> {
  const limit = oneValueOf(query, 'limit');
  const cursor = oneValueOf(query, 'cursor');
  const total = oneValueOf(query, 'total');
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) throw invalidParameter('limit');
  if (total !== undefined && total !== 'true' && total !== 'false') throw invalidParameter('total');
  const sort = oneValueOf(query, 'sort')
    ?.split(',')
    .map((part) =>
      part.startsWith('-')
        ? { field: part.slice(1), direction: 'desc' as const }
        : { field: part, direction: 'asc' as const },
    );
  return {
    where: filtersOf(query, fields),
    ...(sort !== undefined && { sort }),
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(cursor !== undefined && { cursor }),
    facets: valuesOf(query, 'facet'),
    total: total === 'true',
  };
}

function filtersOf(query: QueryString, fields: Fields): readonly ViewFilter[] {
  const ranges = new Map<string, { from?: string | number; to?: string | number }>();
  const filters: ViewFilter[] = [];
  for (const parameter of Object.keys(query)) {
    if (LIST_PARAMETERS.some((name) => name === parameter)) continue;
    const { field, operation } = splitParameter(parameter, fields);
    const values = valuesOf(query, parameter).map((value) => typed(value, fields[field], parameter));
    const [first, ...more] = values;
    if (first === undefined || (more.length > 0 && operation !== 'eq')) throw invalidParameter(parameter);
    if (operation === 'eq')
      filters.push(more.length === 0 ? { op: 'eq', field, value: first } : { op: 'in', field, values });
    else if (typeof first === 'boolean') throw invalidParameter(parameter);
    else if (operation === 'from' || operation === 'to')
      ranges.set(field, { ...ranges.get(field), [operation]: first });
    else filters.push({ op: operation, field, value: String(first) });
  }
  return [...filters, ...[...ranges].map(([field, range]) => ({ op: 'range', field, ...range }) as const)];
}

function splitParameter(parameter: string, fields: Fields) {
  if (Object.hasOwn(fields, parameter)) return { field: parameter, operation: 'eq' } as const;
  const operation = (['from', 'to', 'prefix', 'text'] as const).find((name) => parameter.endsWith(`.${name}`));
  const field = operation === undefined ? '' : parameter.slice(0, -operation.length - 1);
  if (operation === undefined || !Object.hasOwn(fields, field)) throw invalidParameter(parameter);
  return { field, operation };
}

function typed(value: string, index: FieldIndex | undefined, parameter: string): string | number | boolean {
  if (index === 'number') {
    if (!/^-?\d{1,15}$/.test(value)) throw invalidParameter(parameter);
    return Number(value);
  }
  if (index === 'boolean') {
    if (value !== 'true' && value !== 'false') throw invalidParameter(parameter);
    return value === 'true';
  }
  if (index === 'date' && !parameter.endsWith('.prefix') && !isLocalDate(value.slice(0, DATE_LENGTH)))
    throw invalidParameter(parameter);
  return value;
}
