import { EncryptedSpool } from '../spool/encrypted-spool.js';
import {
  workbookOf,
  type MergedBlock,
  type WrittenCell,
  type WrittenRow,
  type WrittenSheet,
} from '../workbook/workbook-writer.js';
import {
  COMPANION_SHEETS,
  isOfMeasure,
  LEDGER_COLUMNS,
  LEDGER_GROUPS,
  LEDGER_SHEET,
  SUMMARY_SHEET,
  type CompanionSheet,
  type LedgerColumn,
} from './columns.js';
import { valueIn, type LedgerCells, type LedgerEntry } from './ledger-entry.js';
import { LedgerSummary, SUMMARY_WIDTHS } from './summary.js';

/** Columns of the ledger that stay in sight: its number and the problem. */
export const FROZEN_COLUMNS = 5;
/** Rows above the first issue: title, unit and period, two levels of header. */
export const LEDGER_HEADER_ROWS = 4;
/** Rows above the first row of a list: its title and its header. */
export const COMPANION_HEADER_ROWS = 2;
const FOOTER = ['填报人：', '审核人：', '填报日期：'] as const;

/** What a ledger's workbook is made of. */
export interface LedgerWorkbookOptions {
  readonly title: string;
  /** Units that it is of, and the days between which they were raised, as they are written. */
  readonly unit: string;
  readonly period: string;
  /** Columns that are wanted; absent = all. The number is always there. */
  readonly columns?: readonly LedgerColumn[];
  readonly entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>;
}

/**
 * The rectification ledger (整改台账) as offices keep it: A3 across, one row per measure with the problem's cells merged over
 * them, the state's cell filled with the light, and the lists and totals on sheets behind. In constant memory: what the lists
 * need again lies encrypted on a temporary file.
 */
export async function* ledgerWorkbook(options: LedgerWorkbookOptions): AsyncGenerator<Uint8Array> {
  const spool = await EncryptedSpool.open<LedgerEntry>();
  try {
    const summary = new LedgerSummary();
    const wanted = wantedOf(options.columns);
    yield* workbookOf([
      ledgerSheet(options, wanted, spool, summary),
      ...COMPANION_SHEETS.flatMap((sheet) => companionSheet(sheet, wanted, spool)),
      {
        name: SUMMARY_SHEET,
        widths: SUMMARY_WIDTHS,
        paper: 'A4',
        frozen: { columns: 0, rows: 1 },
        footer: FOOTER,
        rows: () => summary.rows(),
      },
    ]);
  } finally {
    await spool.close();
  }
}

type Wanted = (column: LedgerColumn) => boolean;

function wantedOf(columns: readonly LedgerColumn[] | undefined): Wanted {
  return (column) => column === 'code' || columns === undefined || columns.includes(column);
}

function ledgerSheet(
  options: LedgerWorkbookOptions,
  wanted: Wanted,
  spool: EncryptedSpool<LedgerEntry>,
  summary: LedgerSummary,
): WrittenSheet {
  const groups = LEDGER_GROUPS.map(({ title, columns }) => ({ title, columns: columns.filter(wanted) }));
  const columns = groups.flatMap((group) => group.columns);
  const frozen = LEDGER_GROUPS.flatMap((group) => group.columns)
    .slice(0, FROZEN_COLUMNS)
    .filter(wanted).length;
  return {
    name: LEDGER_SHEET,
    widths: columns.map((column) => LEDGER_COLUMNS[column].width),
    paper: 'A3',
    frozen: { columns: frozen, rows: LEDGER_HEADER_ROWS },
    footer: FOOTER,
    rows: async function* () {
      yield* headerRows(options, groups);
      for await (const entry of options.entries) {
        await spool.append(entry);
        summary.count(entry.counted);
        yield* entryRows(entry, columns);
      }
    },
  };
}

function headerRows(
  { title, unit, period }: Pick<LedgerWorkbookOptions, 'title' | 'unit' | 'period'>,
  groups: readonly { readonly title: string; readonly columns: readonly LedgerColumn[] }[],
): readonly WrittenRow[] {
  const count = groups.reduce((sum, { columns }) => sum + columns.length, 0);
  const wide: readonly MergedBlock[] = count > 1 ? [{ columns: [0], rows: 1, across: count }] : [];
  const upper: WrittenCell[] = [];
  const lower: WrittenCell[] = [];
  const merges: MergedBlock[] = [];
  for (const group of groups) {
    const first = upper.length;
    group.columns.forEach((column, i) => {
      const name = LEDGER_COLUMNS[column].title;
      const alone = group.title === '';
      upper.push(header(alone ? name : i === 0 ? group.title : ''));
      lower.push(header(alone ? '' : name));
      if (alone) merges.push({ columns: [first + i], rows: 2, across: 1 });
    });
    if (group.title !== '' && group.columns.length > 1)
      merges.push({ columns: [first], rows: 1, across: group.columns.length });
  }
  return [
    { cells: [{ value: title, style: 'title' }], height: 32, merges: wide },
    { cells: [{ value: `单位：${unit}\u3000\u3000填报时段：${period}`, style: 'subtitle' }], merges: wide },
    { cells: upper, merges },
    { cells: lower },
  ];
}

const header = (value: string): WrittenCell => ({ value, style: 'header' });
const CENTRED: ReadonlySet<LedgerColumn> = new Set(['code', 'measureDeadline', 'closedOn', 'raisedOn', 'deadline']);

function* entryRows(entry: LedgerEntry, columns: readonly LedgerColumn[]): Generator<WrittenRow> {
  const measures: readonly LedgerCells[] = entry.measures.length === 0 ? [{}] : entry.measures;
  const merged = columns.flatMap((column, i) => (isOfMeasure(column) ? [] : [i]));
  for (const [n, measure] of measures.entries()) {
    const cells = columns.map((column): WrittenCell => {
      const style = column === 'status' ? entry.light : CENTRED.has(column) ? 'centred' : 'text';
      return { value: valueIn(column, n === 0 ? entry.cells : {}, measure), style };
    });
    const merges = n === 0 && measures.length > 1 ? [{ columns: merged, rows: measures.length, across: 1 }] : [];
    yield { cells, merges };
  }
}

/** A list has its own columns that are wanted, and what it shows of these; without any of its own there is no such list. */
function companionSheet(
  { name, per, own, shown }: CompanionSheet,
  wanted: Wanted,
  spool: EncryptedSpool<LedgerEntry>,
): readonly WrittenSheet[] {
  const owned = own.filter(wanted);
  if (owned.length === 0) return [];
  const columns: readonly LedgerColumn[] = ['code', ...shown.filter(wanted), ...owned];
  const references = new Set<LedgerColumn>(shown);
  const written = (cells: LedgerCells, measure: LedgerCells = {}): WrittenRow => ({
    cells: columns.map((column) => ({
      value: valueIn(column, cells, measure),
      style: references.has(column) ? 'reference' : 'text',
    })),
  });
  return [
    {
      name,
      widths: columns.map((column) => LEDGER_COLUMNS[column].width),
      paper: 'A3',
      frozen: { columns: 1, rows: COMPANION_HEADER_ROWS },
      footer: FOOTER,
      rows: async function* () {
        yield {
          cells: [{ value: name, style: 'title' }],
          height: 32,
          merges: columns.length > 1 ? [{ columns: [0], rows: 1, across: columns.length }] : [],
        };
        yield { cells: columns.map((column) => header(LEDGER_COLUMNS[column].title)) };
        for await (const entry of spool.items()) {
          if (per === 'systemic-issue' && !entry.systemic) continue;
          if (per === 'measure') for (const measure of entry.measures) yield written(entry.cells, measure);
          else yield written(entry.cells);
        }
      },
    },
  ];
}
