export { csvOf, type CsvValue } from './csv/csv.js';
export {
  TABLE_FORMATS,
  tableFile,
  TableCellError,
  TableTooLongError,
  type ColumnType,
  type Table,
  type TableColumn,
  type TableFormat,
} from './table/table.js';
export { cellDate } from './workbook/cell-date.js';
export { MAX_CELL_LENGTH } from './workbook/cell-text.js';
export { readPlainTable, type PlainCell, type PlainRow, type PlainTable } from './workbook/plain-table.js';
export {
  DEFAULT_WORKBOOK_LIMITS,
  openWorkbook,
  WorkbookRefusedError,
  type ReadableWorkbook,
  type WorkbookLimits,
  type WorkbookRefusal,
} from './workbook/workbook-reader.js';
export { COMPANION_SHEETS, LEDGER_COLUMNS, LEDGER_SHEET, type LedgerColumn } from './rectification-ledger/columns.js';
export { ALL_LEDGER_COLUMNS, ledgerCsv } from './rectification-ledger/ledger-csv.js';
export type { CountedEntry, LedgerCells, LedgerEntry, Light } from './rectification-ledger/ledger-entry.js';
export { LEDGER_FAULTS, type FaultDefinition, type LedgerFault } from './rectification-ledger/faults.js';
export {
  readLedgerWorkbook,
  type LedgerReading,
  type ReadIssue,
  type ReadMeasure,
  type ShownCell,
} from './rectification-ledger/ledger-reader.js';
export { ledgerWorkbook, type LedgerWorkbookOptions } from './rectification-ledger/ledger-workbook.js';
export type { LedgerCell } from './rectification-ledger/sheet-table.js';
