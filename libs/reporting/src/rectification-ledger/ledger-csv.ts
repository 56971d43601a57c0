import { csvOf } from '../csv/csv.js';
import { COMPANION_SHEETS, LEDGER_COLUMNS, LEDGER_SHEET_COLUMNS, type LedgerColumn } from './columns.js';
import { valueIn, type LedgerCells, type LedgerEntry } from './ledger-entry.js';

/** Every column there is, in order: those of the ledger, then those of its lists. */
export const ALL_LEDGER_COLUMNS: readonly LedgerColumn[] = [
  ...LEDGER_SHEET_COLUMNS,
  ...COMPANION_SHEETS.flatMap(({ own }) => own),
];

/** The ledger as CSV: one row per measure, with the problem's cells in each. Absent columns: those of the ledger's own sheet. */
export function ledgerCsv(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  columns: readonly LedgerColumn[] = LEDGER_SHEET_COLUMNS,
): AsyncGenerator<Uint8Array> {
  const wanted = ALL_LEDGER_COLUMNS.filter((column) => column === 'code' || columns.includes(column));
  const header = wanted.map((column) => LEDGER_COLUMNS[column].title);
  return csvOf(header, rowsOf(entries, wanted));
}

async function* rowsOf(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  columns: readonly LedgerColumn[],
): AsyncGenerator<readonly string[]> {
  for await (const { cells, measures } of entries) {
    const rows: readonly LedgerCells[] = measures.length === 0 ? [{}] : measures;
    for (const measure of rows) yield columns.map((column) => valueIn(column, cells, measure));
  }
}
