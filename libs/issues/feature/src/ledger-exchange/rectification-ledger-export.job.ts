import { bureauOf } from '@taizhang/kernel';
import {
  exportedItems,
  exportQuery,
  EXPORT_SCOPES,
  jobKind,
  POLICY_FACT,
  type JobWork,
  WORKBOOK_MEDIA_TYPE,
} from '@taizhang/platform';
import {
  ALL_LEDGER_COLUMNS,
  ledgerCsv,
  ledgerWorkbook,
  type LedgerColumn,
  type LedgerEntry,
} from '@taizhang/reporting';
import { z } from 'zod';
import { DEFAULT_YELLOW_WORKDAYS, ledgerEntryOf } from './ledger-entry-of.js';
import { ledgerIssueOf } from './ledger-issue.js';

/** Name of the view that the ledger is. */
export const LEDGER_VIEW = 'rectification-ledger';

const asked = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The rectification ledger as offices keep it (导出整改台账): as Excel in their layout, or as CSV. */
export const rectificationLedgerExport = jobKind({
  name: 'rectification-ledger-export',
  title: { zh: '导出整改台账', en: 'Export the rectification ledger' },
  params: z.strictObject({
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    scope: z.enum(EXPORT_SCOPES).default('filter'),
    query: exportQuery.default({}),
    /** Columns that are wanted; the number is always there. */
    columns: z
      .array(z.enum(ALL_LEDGER_COLUMNS as readonly [LedgerColumn, ...LedgerColumn[]]))
      .min(1)
      .optional(), // there is one
  }),
  about: ({ query }) => ({ view: LEDGER_VIEW, bureaus: asked(query['bureau']) }),
  run: ({ format, scope, query, columns }, work) => {
    const entries = entriesOf(work, exportedItems(work, LEDGER_VIEW, query, scope));
    const name = `整改台账-${work.today}`;
    const chosen = columns === undefined ? {} : { columns };
    const excel = {
      title: '整改台账',
      unit: asked(query['bureau']).join('、') || '权限内各单位',
      period: periodOf(query, work.today),
      entries,
      ...chosen,
    };
    const file =
      format === 'xlsx'
        ? { name: `${name}.xlsx`, mediaType: WORKBOOK_MEDIA_TYPE, format: 'XLSX', content: ledgerWorkbook(excel) }
        : {
            name: `${name}.csv`,
            mediaType: 'text/csv; charset=utf-8',
            format: 'CSV',
            content: ledgerCsv(entries, columns),
          };
    return Promise.resolve({ file });
  },
});

async function* entriesOf(work: JobWork, items: ReturnType<typeof exportedItems>): AsyncGenerator<LedgerEntry> {
  const yellow = new Map<string, number>();
  for await (const item of items) {
    const bureau = bureauOf(item.ledger);
    const days = yellow.get(bureau) ?? (await yellowWorkdaysOf(work, bureau));
    yellow.set(bureau, days);
    yield ledgerEntryOf(ledgerIssueOf(item), work.today, days);
  }
}

/** The policy in force at a bureau today, so that the file shows the lights that its screens show. */
async function yellowWorkdaysOf(work: JobWork, bureau: string): Promise<number> {
  const found = await work.fact({ fact: POLICY_FACT, key: `${bureau}/light.yellowWorkdays`, on: work.today });
  const { value } = (found ?? {}) as { readonly value?: number }; // as that fact answers
  return value ?? DEFAULT_YELLOW_WORKDAYS;
}

function periodOf(query: Readonly<Record<string, unknown>>, today: string): string {
  const [from, to] = [query['raisedOn.from'], query['raisedOn.to']];
  return `${typeof from === 'string' ? from : '—'} 至 ${typeof to === 'string' ? to : today}`;
}
