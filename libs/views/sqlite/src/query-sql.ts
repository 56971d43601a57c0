import type { LedgerId } from '@taizhang/kernel';
import {
  shapeFields,
  type FieldCondition,
  type SortPosition,
  type StorageQuery,
  type TermCondition,
} from '@taizhang/views-port';
import { bound, type ViewTables } from './view-tables.js';

/** SQL with the values of its question marks. */
export interface BoundSql {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

const NOTHING: BoundSql = { sql: '0', values: [] };

function joined(parts: readonly BoundSql[], by: ' AND ' | ' OR '): BoundSql {
  return { sql: parts.map(({ sql }) => sql).join(by), values: parts.flatMap(({ values }) => values) };
}

/** A scope counts as wide when it has at least this share of all ledgers, as 1 of so many. */
const WIDE_SHARE = 4;

/** Whether a view has few ledgers besides those of a scope: counts them, one look into an index each, and no more than it must. */
export function wideScopeSql({ documents }: ViewTables, ledgers: readonly LedgerId[]): BoundSql {
  const most = ledgers.length * WIDE_SHARE;
  return {
    sql: `WITH RECURSIVE known(ledger) AS (
        SELECT min(ledger) FROM ${documents}
        UNION ALL SELECT (SELECT min(d.ledger) FROM ${documents} d WHERE d.ledger > known.ledger) FROM known
          WHERE known.ledger IS NOT NULL LIMIT ?
      ) SELECT count(ledger) <= ? AS wide FROM known`,
    values: [most + 1, most],
  };
}

/**
 * What a query matches, without its cursor.
 * @param wide whether its scope is: SQLite then goes by the order or a condition, not from ledger to ledger (the plus sign
 *   keeps the ledgers from choosing the index)
 */
export function matchSql(tables: ViewTables, { ledgers, where, terms }: StorageQuery, wide: boolean): BoundSql {
  return joined(
    [
      { sql: 'present', values: [] },
      ...scopeSql(ledgers, wide ? '+ledger' : 'ledger'),
      ...where.map((condition) => conditionSql(tables, condition)),
      ...terms.map((condition) => termSql(tables, condition)),
    ],
    ' AND ',
  );
}

/**
 * A condition of so many values narrows little: SQLite then goes by the order or another condition, not from value to value (the plus
 * sign keeps it from choosing an index).
 */
const MANY_VALUES = 8;

/** The ledgers a query may see. */
export function scopeSql(ledgers: StorageQuery['ledgers'], column = 'ledger'): readonly BoundSql[] {
  if (ledgers === 'all') return [];
  const [only] = ledgers;
  if (ledgers.length === 1 && only !== undefined) return [{ sql: `${column} = ?`, values: [only] }];
  return [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(ledgers)] }];
}

function conditionSql(tables: ViewTables, condition: FieldCondition): BoundSql {
  const column = tables.column(condition.field);
  if (condition.op === 'in') {
    const values = condition.values.filter((value) => value !== null).map(bound);
    const chosen = values.length < MANY_VALUES ? column : `+${column}`;
    const some = values.length === 0 ? NOTHING : { sql: `${chosen} IN (${values.map(() => '?').join(', ')})`, values };
    return values.length < condition.values.length
      ? { sql: `(${some.sql} OR ${column} IS NULL)`, values: some.values }
      : some;
  }
  const bounds = [
    ...(condition.from === undefined ? [] : [{ sql: `${column} >= ?`, values: [condition.from] }]),
    ...(condition.to === undefined ? [] : [{ sql: `${column} <= ?`, values: [condition.to] }]),
    ...(condition.before === undefined ? [] : [{ sql: `${column} < ?`, values: [condition.before] }]),
  ];
  return bounds.length === 0 ? { sql: `${column} IS NOT NULL`, values: [] } : joined(bounds, ' AND ');
}

function termSql(tables: ViewTables, { field, anyOf }: TermCondition): BoundSql {
  const position = shapeFields(tables.shape).find(({ path }) => path === field)?.position ?? -1;
  return {
    sql: `id IN (SELECT document FROM ${tables.terms} WHERE field = ? AND term IN (SELECT value FROM json_each(?)))`,
    values: [position, JSON.stringify(anyOf)],
  };
}

/** A column or expression of the order, with the value the cursor stands at. */
interface OrderStep {
  readonly column: string;
  readonly descending: boolean;
  readonly value: string | number | null;
}

function orderSteps(tables: ViewTables, { sort }: StorageQuery, after?: SortPosition): readonly OrderStep[] {
  const fields = sort.map(({ field, direction }, i) => ({
    column: tables.column(field),
    descending: direction === 'desc',
    value: bound(after?.values[i] ?? null),
  }));
  return [
    ...fields,
    { column: 'ledger', descending: false, value: after?.ledger ?? '' },
    { column: 'key', descending: false, value: after?.key ?? '' },
  ];
}

/** SQLite puts NULL first ascending and last descending, as the port wants it. */
export function orderSql(tables: ViewTables, query: StorageQuery): string {
  return orderSteps(tables, query)
    .map(({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'}`)
    .join(', ');
}

/** Only what comes after the cursor: equal up to some step and beyond it there. */
export function afterSql(tables: ViewTables, query: StorageQuery): readonly BoundSql[] {
  if (query.after === undefined) return [];
  const steps = orderSteps(tables, query, query.after);
  const alternatives = steps.map((step, i) =>
    joined(
      [...steps.slice(0, i).map((equal) => ({ sql: `${equal.column} IS ?`, values: [equal.value] })), beyond(step)],
      ' AND ',
    ),
  );
  const { sql, values } = joined(
    alternatives.map((alternative) => ({ ...alternative, sql: `(${alternative.sql})` })),
    ' OR ',
  );
  return [...seekSql(steps[0]), { sql: `(${sql})`, values }];
}

/** Follows from the alternatives; it lets an index begin where the cursor stands. */
function seekSql(first: OrderStep | undefined): readonly BoundSql[] {
  if (first === undefined || first.descending || first.value === null) return [];
  return [{ sql: `${first.column} >= ?`, values: [first.value] }];
}

function beyond({ column, descending, value }: OrderStep): BoundSql {
  if (value === null) return descending ? NOTHING : { sql: `${column} IS NOT NULL`, values: [] };
  return descending
    ? { sql: `(${column} < ? OR ${column} IS NULL)`, values: [value] }
    : { sql: `${column} > ?`, values: [value] };
}
