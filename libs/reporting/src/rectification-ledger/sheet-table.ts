import type { ReadableWorkbook, ReadRow } from '../workbook/workbook-reader.js';
import { columnName } from '../workbook/cell-text.js';
import { LEDGER_COLUMNS, type LedgerColumn } from './columns.js';
import { LEDGER_FAULTS, type FaultDefinition, type LedgerFault } from './faults.js';

/** A cell of a ledger; blank where nothing is written. */
export interface LedgerCell {
  readonly sheet: string;
  /** `AB12`; empty where the sheet has no row for it. */
  readonly address: string;
  readonly text: string;
  /** A number as the format keeps it, where the cell holds one: dates among them. */
  readonly number?: number;
}

/** A row of a sheet below its header. */
export interface TableRow {
  readonly row: number;
  readonly cells: ReadonlyMap<LedgerColumn, LedgerCell>;
}

/** A sheet as a table, by the names in its header. */
export interface SheetTable {
  readonly columns: ReadonlySet<LedgerColumn>;
  readonly rows: readonly TableRow[];
  readonly faults: readonly LedgerFault[];
}

/** Rows among which the header is looked for. */
const HEADER_WITHIN = 12;
// keys of the table are columns
const COLUMNS = Object.keys(LEDGER_COLUMNS) as LedgerColumn[];
const BY_TITLE: ReadonlyMap<string, LedgerColumn> = new Map(
  COLUMNS.map((column) => [LEDGER_COLUMNS[column].title, column]),
);

/** Reads a sheet whose header names the columns that are expected, on one level or two. `undefined` where there is no such sheet. */
export async function readTable(
  workbook: ReadableWorkbook,
  sheet: string,
  expected: readonly LedgerColumn[],
): Promise<SheetTable | undefined> {
  if (!workbook.sheets.includes(sheet)) return undefined;
  const rows = await workbook.rows(sheet);
  const found = headerOf(rows, expected);
  const at = (cell: string, what: FaultDefinition): LedgerFault => ({ sheet, cell, ...what });
  if (found === undefined) return { columns: new Set(), rows: [], faults: [at('', LEDGER_FAULTS.headerMissing)] };
  const faults = found.faults.map(({ address, what }) => at(address, what));
  const table: TableRow[] = [];
  for (const { row, cells } of rows) {
    if (row <= found.lastRow) continue;
    const read = new Map<LedgerColumn, LedgerCell>();
    for (const [column, index] of found.columns) {
      const cell = cells.get(index);
      const address = `${columnName(index)}${String(row)}`;
      if (cell?.kind === 'formula') faults.push(at(address, LEDGER_FAULTS.formula));
      if (cell?.kind === 'error') faults.push(at(address, LEDGER_FAULTS.cellError));
      const number = cell?.kind === 'number' ? { number: Number(cell.text) } : {};
      read.set(column, { sheet, address, text: cell?.text ?? '', ...number });
    }
    if ([...read.values()].some(({ text }) => text.trim() !== '')) table.push({ row, cells: read });
  }
  return { columns: new Set(found.columns.keys()), rows: table, faults };
}

interface FoundHeader {
  readonly columns: ReadonlyMap<LedgerColumn, number>;
  readonly lastRow: number;
  readonly faults: readonly { readonly address: string; readonly what: FaultDefinition }[];
}

const titleOf = (text: string): string => text.replaceAll(/\s/g, '').replaceAll('（', '(').replaceAll('）', ')');

/** The row with 序号, and the next one where it names columns too. */
function headerOf(rows: readonly ReadRow[], expected: readonly LedgerColumn[]): FoundHeader | undefined {
  const first = rows.find(
    ({ row, cells }) =>
      row <= HEADER_WITHIN && [...cells.values()].some(({ text }) => titleOf(text) === LEDGER_COLUMNS.code.title),
  );
  if (first === undefined) return undefined;
  const next = rows.find(({ row }) => row === first.row + 1);
  const isColumn = (text: string): boolean => {
    const column = BY_TITLE.get(titleOf(text));
    return column !== undefined && expected.includes(column);
  };
  const named = [...(next?.cells.values() ?? [])].filter(({ text }) => text.trim() !== '');
  const isSecond = named.length > 0 && named.filter(({ text }) => isColumn(text)).length * 2 >= named.length;
  const levels = isSecond && next !== undefined ? [next, first] : [first];
  const columns = new Map<LedgerColumn, number>();
  const faults: { address: string; what: FaultDefinition }[] = [];
  const width = Math.max(...levels.flatMap(({ cells }) => [...cells.keys()]));
  for (let index = 0; index <= width; index += 1) {
    const title = levels
      .map(({ cells }) => cells.get(index))
      .find((cell) => cell !== undefined && cell.text.trim() !== '');
    if (title === undefined) continue;
    const column = BY_TITLE.get(titleOf(title.text));
    if (column === undefined || !expected.includes(column))
      faults.push({ address: title.address, what: LEDGER_FAULTS.columnUnknown });
    else if (columns.has(column)) faults.push({ address: title.address, what: LEDGER_FAULTS.columnTwice });
    else columns.set(column, index);
  }
  return { columns, lastRow: levels[0]?.row ?? first.row, faults };
}
