import type { JsonValue } from '@taizhang/kernel';
import { TABLE_FORMATS, type ColumnType, type CsvValue, type TableColumn } from '@taizhang/reporting';
import type { FieldIndex } from '@taizhang/views-port';
import { z } from 'zod';
import { valuesOf } from '../asking/view-parameters.js';
import type { ListItem } from '../asking/view-service.js';
import { EXPORT_SCOPES, exportedItems, exportQuery } from './exported-pages.js';
import { exportedTable } from './exported-table.js';
import { jobKind } from './job-kind.js';

/** Most columns of an export. */
export const MAX_EXPORT_COLUMNS = 200;
const column = z.string().regex(/^[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,64}){0,5}$/);

/** Every context has it: any view that whoever asks may list (通用导出). */
export const viewExport = jobKind({
  name: 'view-export',
  title: { zh: '导出列表（CSV、Excel、Parquet）', en: 'Export a list as CSV, Excel or Parquet' },
  params: z.strictObject({
    view: z.string().max(100),
    format: z.enum(TABLE_FORMATS).default('csv'),
    scope: z.enum(EXPORT_SCOPES).default('filter'),
    query: exportQuery.default({}),
    /** Paths into the documents, `ledger` and `key`; absent = all that the first page has. */
    columns: z.array(column).min(1).max(MAX_EXPORT_COLUMNS).optional(),
  }),
  about: ({ view, query }) => ({ view, bureaus: valuesOf(query, 'bureau') }),
  run: async ({ view, format, scope, query, columns: chosen }, work) => {
    const items = exportedItems(work, view, query, scope);
    const first = await firstOf(items);
    const fields = work.fieldsOf(view);
    const columns = (chosen ?? columnsOf(first)).map((name) => ({ name, type: typeOf(fields[name]) }));
    const rows = rowsOf(first, items, columns);
    return { file: exportedTable(format, `${work.context}-${view}-${work.today}`, { title: view, columns, rows }) };
  },
});

/** Documents that tell what columns there are. */
const FIRST_ITEMS = 100;

async function firstOf(items: AsyncGenerator<ListItem>): Promise<readonly ListItem[]> {
  const first: ListItem[] = [];
  while (first.length < FIRST_ITEMS) {
    const next = await items.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  return first;
}

async function* rowsOf(
  first: readonly ListItem[],
  rest: AsyncGenerator<ListItem>,
  columns: readonly TableColumn[],
): AsyncGenerator<readonly CsvValue[]> {
  for (const item of first) yield rowOf(item, columns);
  for await (const item of rest) yield rowOf(item, columns);
}

function columnsOf(items: readonly ListItem[]): readonly string[] {
  const names = new Set<string>();
  for (const { doc } of items)
    for (const name of Object.keys(isObject(doc) ? doc : {})) if (name !== 'kind') names.add(name);
  return ['ledger', 'key', ...[...names].filter((name) => name !== 'ledger' && name !== 'key')];
}

/** What a view declares as number or truth is that; anything else is text, objects and lists as JSON. */
function typeOf(index: FieldIndex | undefined): ColumnType {
  return index === 'number' ? 'integer' : index === 'boolean' ? 'boolean' : 'text';
}

function rowOf({ ledger, key, doc }: ListItem, columns: readonly TableColumn[]): readonly CsvValue[] {
  return columns.map(({ name }) => {
    if (name === 'ledger') return ledger;
    if (name === 'key') return key;
    const value = valueAt(doc, name.split('.'));
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

function valueAt(value: JsonValue, [name, ...below]: readonly string[]): JsonValue {
  if (name === undefined) return value;
  if (!isObject(value) || !Object.hasOwn(value, name)) return null;
  return valueAt(value[name] ?? null, below);
}

function isObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
