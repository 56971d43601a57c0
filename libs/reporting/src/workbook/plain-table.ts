import { LEDGER_FAULTS, type FaultDefinition, type LedgerFault } from '../rectification-ledger/faults.js';
import { columnName } from './cell-text.js';
import type { ReadableWorkbook, ReadRow } from './workbook-reader.js';

/** A cell of a plain table; blank where nothing is written. */
export interface PlainCell {
  readonly sheet: string;
  /** `AB12`. */
  readonly address: string;
  readonly text: string;
  /** A number as the format keeps it, where the cell holds one: dates among them. */
  readonly number?: number;
}

/** A row below the header; every column has a cell, be it blank. */
export interface PlainRow<C extends string> {
  readonly row: number;
  readonly cells: Readonly<Record<C, PlainCell>>;
}

/** A sheet with one header row, by the names of its columns. */
export interface PlainTable<C extends string> {
  readonly rows: readonly PlainRow<C>[];
  readonly faults: readonly LedgerFault[];
}

/** Rows among which the header is looked for. */
const HEADER_WITHIN = 12;

/**
 * Reads a sheet whose header names all of these columns, in any order. Where a column is missing nothing is read of it; unknown
 * ones, formulas and errors are told. No such sheet, no rows.
 */
export async function readPlainTable<C extends string>(
  workbook: ReadableWorkbook,
  sheet: string,
  titles: Readonly<Record<C, string>>,
): Promise<PlainTable<C>> {
  if (!workbook.sheets.includes(sheet)) return { rows: [], faults: [] };
  const rows = await workbook.rows(sheet);
  const columns = Object.keys(titles) as C[]; // its own keys
  const header = rows.find(
    ({ row, cells }) => row <= HEADER_WITHIN && columns.every((column) => has(cells, titles[column])),
  );
  const at = (cell: string, what: FaultDefinition): LedgerFault => ({ sheet, cell, ...what });
  if (header === undefined) return { rows: [], faults: [at('', headerMissing(Object.values(titles)))] };
  const faults: LedgerFault[] = [];
  const places = new Map<C, number>();
  for (const [index, cell] of header.cells) {
    const column = columns.find((each) => titles[each] === titleOf(cell.text));
    if (column === undefined) faults.push(at(cell.address, LEDGER_FAULTS.columnUnknown));
    else if (places.has(column)) faults.push(at(cell.address, LEDGER_FAULTS.columnTwice));
    else places.set(column, index);
  }
  const read = rows
    .filter(({ row }) => row > header.row)
    .map(({ row, cells }) => ({
      row,
      cells: cellsOf({ row, cells }, sheet, places, (cell, what) => faults.push(at(cell, what))),
    }));
  return {
    rows: read.filter(({ cells }) => Object.values<PlainCell>(cells).some(({ text }) => text.trim() !== '')),
    faults,
  };
}

function headerMissing(titles: readonly string[]): FaultDefinition {
  const named = titles.join('、');
  return { code: 'HEADER_MISSING', zh: `未找到表头，应有：${named}。`, en: `No header was found with ${named}.` };
}

const titleOf = (text: string): string => text.replaceAll(/\s/g, '').replaceAll('（', '(').replaceAll('）', ')');

function has(cells: ReadRow['cells'], title: string): boolean {
  return [...cells.values()].some(({ text }) => titleOf(text) === title);
}

function cellsOf<C extends string>(
  { row, cells }: ReadRow,
  sheet: string,
  places: ReadonlyMap<C, number>,
  fault: (cell: string, what: FaultDefinition) => void,
): Readonly<Record<C, PlainCell>> {
  const read = [...places].map(([column, index]): [C, PlainCell] => {
    const cell = cells.get(index);
    const address = `${columnName(index)}${String(row)}`;
    if (cell?.kind === 'formula') fault(address, LEDGER_FAULTS.formula);
    if (cell?.kind === 'error') fault(address, LEDGER_FAULTS.cellError);
    const number = cell?.kind === 'number' ? { number: Number(cell.text) } : {};
    return [column, { sheet, address, text: cell?.text ?? '', ...number }];
  });
  return Object.fromEntries(read) as Record<C, PlainCell>; // the header names every column
}
