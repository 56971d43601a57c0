import type { mongo } from 'mongoose';
import type {
  FieldCondition,
  FieldValue,
  SortPosition,
  StorageQuery,
  TermCondition,
  ViewShape,
} from '@taizhang/views-port';
import { fieldAt, fieldName, termName, type StoredViewDocument } from './view-documents.js';

type Filter = mongo.Filter<StoredViewDocument>;

/** The ledgers a query may see. */
export function scopeFilter(ledgers: StorageQuery['ledgers']): { readonly ledger?: { readonly $in: string[] } } {
  return ledgers === 'all' ? {} : { ledger: { $in: [...ledgers] } };
}

/** What a query matches, without its cursor. */
export function matchFilter(shape: ViewShape, { ledgers, where, terms }: StorageQuery): Filter {
  const conditions = [
    ...where.map((condition) => conditionFilter(shape, condition)),
    ...terms.map((condition) => termFilter(shape, condition)),
  ];
  return { live: true, ...scopeFilter(ledgers), ...(conditions.length === 0 ? {} : { $and: conditions }) } as Filter; // field names are made at run time
}

function conditionFilter(shape: ViewShape, condition: FieldCondition): Filter {
  const name = fieldName(fieldAt(shape, condition.field));
  if (condition.op === 'in') return { [name]: { $in: [...condition.values] } };
  const { from, to, before } = condition;
  // A bound is compared with values of its own kind only, so `null` never matches.
  const bounds = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(to === undefined ? {} : { $lte: to }),
    ...(before === undefined ? {} : { $lt: before }),
  };
  return { [name]: Object.keys(bounds).length === 0 ? { $ne: null } : bounds };
}

function termFilter(shape: ViewShape, { field, anyOf }: TermCondition): Filter {
  const text = fieldAt(shape, field);
  return { terms: { $in: anyOf.map((term) => termName(text, term)) } } as Filter; // the driver's types want whole arrays here
}

/** A step of the order, with the value the cursor stands at. */
interface OrderStep {
  readonly name: string;
  readonly descending: boolean;
  readonly value: FieldValue;
}

function orderSteps(shape: ViewShape, { sort }: StorageQuery, after?: SortPosition): readonly OrderStep[] {
  const fields = sort.map(({ field, direction }, i) => ({
    name: fieldName(fieldAt(shape, field)),
    descending: direction === 'desc',
    value: after?.values[i] ?? null,
  }));
  return [
    ...fields,
    { name: 'ledger', descending: false, value: after?.ledger ?? '' },
    { name: 'key', descending: false, value: after?.key ?? '' },
  ];
}

/** MongoDB's order is the port's: `null` first, texts by their bytes. */
export function sortOrder(shape: ViewShape, query: StorageQuery): Map<string, 1 | -1> {
  return new Map(orderSteps(shape, query).map(({ name, descending }) => [name, descending ? -1 : 1]));
}

/** Only what comes after the cursor: equal up to some step and beyond it there. */
export function afterFilter(shape: ViewShape, query: StorageQuery): Filter | undefined {
  if (query.after === undefined) return undefined;
  const steps = orderSteps(shape, query, query.after);
  const alternatives = steps.flatMap((step, i) => {
    const further = beyond(step);
    const equal = steps.slice(0, i).map(({ name, value }) => ({ [name]: value }));
    return further === undefined ? [] : [{ $and: [...equal, further] }];
  });
  return { $or: alternatives } as Filter; // field names are made at run time
}

function beyond({ name, descending, value }: OrderStep): object | undefined {
  if (value === null) return descending ? undefined : { [name]: { $ne: null } };
  return descending ? { $or: [{ [name]: { $lt: value } }, { [name]: null }] } : { [name]: { $gt: value } };
}
