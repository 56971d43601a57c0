import type { JsonValue } from '@taizhang/kernel';
import { csvOf, type CsvValue } from '@taizhang/reporting';
import { z } from 'zod';
import { valuesOf } from '../asking/view-parameters.js';
import type { ListItem } from '../asking/view-service.js';
import { EXPORT_SCOPES, exportedItems, exportQuery } from './exported-pages.js';
import { jobKind, type JobWork } from './job-kind.js';

/** Most columns of an export. */
export const MAX_EXPORT_COLUMNS = 200;
const column = z.string().regex(/^[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,64}){0,5}$/);

/** Every context has it: any view that whoever asks may list, as CSV (通用导出). */
export const viewExport = jobKind({
  name: 'view-export',
  title: { zh: '导出列表（CSV）', en: 'Export a list as CSV' },
  params: z.strictObject({
    view: z.string().max(100),
    scope: z.enum(EXPORT_SCOPES).default('filter'),
    query: exportQuery.default({}),
    /** Paths into the documents, `ledger` and `key`; absent = all that the first page has. */
    columns: z.array(column).min(1).max(MAX_EXPORT_COLUMNS).optional(),
  }),
  about: ({ view, query }) => ({ view, bureaus: valuesOf(query, 'bureau') }),
  run: ({ view, scope, query, columns }, work) =>
    Promise.resolve({
      file: {
        name: `${work.context}-${view}-${work.today}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        format: 'CSV',
        content: csvOfView(work, exportedItems(work, view, query, scope), columns),
      },
    }),
});

/** The header is known with the first documents. */
async function* csvOfView(
  work: JobWork,
  items: AsyncGenerator<ListItem>,
  chosen: readonly string[] | undefined,
): AsyncGenerator<Uint8Array> {
  const first: ListItem[] = [];
  while (first.length < FIRST_ITEMS) {
    const next = await items.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const columns = chosen ?? columnsOf(first);
  const rows = async function* () {
    for (const item of first) yield rowOf(item, columns);
    for await (const item of items) yield rowOf(item, columns);
  };
  yield* csvOf(columns, rows());
}

/** Documents that tell what columns there are. */
const FIRST_ITEMS = 100;

function columnsOf(items: readonly ListItem[]): readonly string[] {
  const names = new Set<string>();
  for (const { doc } of items)
    for (const name of Object.keys(isObject(doc) ? doc : {})) if (name !== 'kind') names.add(name);
  return ['ledger', 'key', ...[...names].filter((name) => name !== 'ledger' && name !== 'key')];
}

function rowOf({ ledger, key, doc }: ListItem, columns: readonly string[]): readonly CsvValue[] {
  return columns.map((column) => {
    if (column === 'ledger') return ledger;
    if (column === 'key') return key;
    const value = valueAt(doc, column.split('.'));
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
