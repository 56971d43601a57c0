import { createHash } from 'node:crypto';
import { isLedgerId } from '@taizhang/kernel';
import { fieldValue } from './field-values.js';
import { ViewQueryError, type ViewDocument, type ViewQuery } from './view.js';
import type { FieldValue, SortPosition, StorageQuery, ViewShape } from './view-storage.js';

const BINDING_CHARACTERS = 16;

/**
 * What binds a cursor to its query: everything that decides which documents are matched and in which order, but not the
 * view's version, so that a reader pages on across a switch.
 */
function bindingOf(name: string, { ledgers, where, sort }: ViewQuery): string {
  const conditions = (where ?? []).map((filter) => Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
  const order = (sort ?? []).map(({ field, direction }) => [field, direction]);
  const text = JSON.stringify([name, ledgers, conditions, order]);
  return createHash('sha256').update(text).digest('base64url').slice(0, BINDING_CHARACTERS);
}

/** The cursor that continues after a document. */
export function cursorAfter(
  shape: ViewShape,
  query: ViewQuery,
  sort: StorageQuery['sort'],
  last: ViewDocument,
): string {
  const values = sort.map(({ field }) => fieldValue(last.doc, field, shape.fields[field] ?? 'keyword'));
  const parts = [bindingOf(shape.name, query), values, last.ledger, last.key];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The position a cursor names. @throws {@link ViewQueryError} when it is not one of this query. */
export function readCursor(shape: ViewShape, query: ViewQuery, cursor: string): SortPosition {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new ViewQueryError('the cursor is not one of ours');
  }
  if (!Array.isArray(parts) || parts.length !== 4) throw new ViewQueryError('the cursor is not one of ours');
  const [binding, values, ledger, key] = parts as readonly unknown[]; // checked to be an array
  if (binding !== bindingOf(shape.name, query)) throw new ViewQueryError('the cursor belongs to another query');
  if (
    !areValues(shape, query, values) ||
    typeof ledger !== 'string' ||
    !isLedgerId(ledger) ||
    typeof key !== 'string'
  ) {
    throw new ViewQueryError('the cursor is not one of ours');
  }
  return { values, ledger, key };
}

const TYPE_OF_KIND = {
  keyword: 'string',
  date: 'string',
  number: 'number',
  boolean: 'boolean',
  keywords: 'undefined',
  text: 'undefined',
} as const;

function areValues(shape: ViewShape, { sort = [] }: ViewQuery, values: unknown): values is readonly FieldValue[] {
  if (!Array.isArray(values) || values.length !== sort.length) return false;
  return sort.every(({ field }, i) => {
    const value: unknown = values[i];
    return value === null || typeof value === TYPE_OF_KIND[shape.fields[field] ?? 'text'];
  });
}
