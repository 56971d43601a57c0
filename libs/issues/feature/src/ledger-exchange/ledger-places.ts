import { COMPANION_SHEETS, LEDGER_COLUMNS, LEDGER_SHEET, type LedgerColumn } from '@taizhang/reporting';

const COLUMNS = Object.keys(LEDGER_COLUMNS) as readonly LedgerColumn[]; // keys of the table are columns

/** Sheet on which a column is filled in. */
export const COMPANION_OF = Object.fromEntries(
  COLUMNS.map((column) => [column, COMPANION_SHEETS.find(({ own }) => own.includes(column))?.name ?? LEDGER_SHEET]),
) as Readonly<Record<LedgerColumn, string>>; // one entry for each column
