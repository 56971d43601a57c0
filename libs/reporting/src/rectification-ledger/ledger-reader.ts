import { openWorkbook, type WorkbookLimits } from '../workbook/workbook-reader.js';
import {
  COMPANION_SHEETS,
  isOfMeasure,
  LEDGER_SHEET,
  LEDGER_SHEET_COLUMNS,
  readMeasureText,
  type CompanionSheet,
  type LedgerColumn,
} from './columns.js';
import { LEDGER_FAULTS, type FaultDefinition, type LedgerFault } from './faults.js';
import { readTable, type LedgerCell, type SheetTable, type TableRow } from './sheet-table.js';

type Cells = ReadonlyMap<LedgerColumn, LedgerCell>;

/** A measure as it was read: its row, its number where it has one, and its cells on all sheets. */
export interface ReadMeasure {
  readonly row: number;
  readonly id: string | undefined;
  readonly cells: Cells;
}

/** What a list shows of the ledger again. */
export interface ShownCell {
  readonly column: LedgerColumn;
  readonly cell: LedgerCell;
  /** Number of the measure that it is of. */
  readonly measure?: string;
}

/** An issue as it was read. A column that the file does not have is absent; a blank cell is there. */
export interface ReadIssue {
  readonly code: string;
  readonly codeCell: LedgerCell;
  /** Rows of the ledger's sheet. */
  readonly rows: readonly number[];
  readonly cells: Cells;
  readonly measures: readonly ReadMeasure[];
  readonly shown: readonly ShownCell[];
  readonly faults: readonly LedgerFault[];
}

/** A ledger as it was read. */
export interface LedgerReading {
  readonly issues: readonly ReadIssue[];
  /** Whether dates that are numbers count from 1904. */
  readonly dates1904: boolean;
  /** What is wrong with the file as a whole, or with rows that are of no issue. */
  readonly faults: readonly LedgerFault[];
}

interface OpenIssue {
  readonly code: string;
  readonly codeCell: LedgerCell;
  readonly rows: number[];
  readonly cells: Map<LedgerColumn, LedgerCell>;
  readonly measures: {
    readonly row: number;
    readonly id: string | undefined;
    readonly cells: Map<LedgerColumn, LedgerCell>;
  }[];
  readonly shown: ShownCell[];
  readonly faults: LedgerFault[];
}

/**
 * Reads a ledger in the layout of {@link ledgerWorkbook}: columns by their names, so that some may be missing and their order
 * does not matter; rows without a number belong to the issue above them.
 * @throws {@link WorkbookRefusedError}
 */
export async function readLedgerWorkbook(bytes: Buffer, limits?: WorkbookLimits): Promise<LedgerReading> {
  const workbook = await openWorkbook(bytes, limits);
  const table = await readTable(workbook, LEDGER_SHEET, LEDGER_SHEET_COLUMNS);
  const { dates1904 } = workbook;
  if (table === undefined)
    return { issues: [], dates1904, faults: [{ sheet: '', cell: '', ...LEDGER_FAULTS.sheetMissing }] };
  const faults: LedgerFault[] = [];
  const issues = issuesOf(table, faults);
  for (const sheet of COMPANION_SHEETS) {
    const columns: readonly LedgerColumn[] = ['code', ...sheet.shown, ...sheet.own];
    const list = await readTable(workbook, sheet.name, columns);
    if (list !== undefined) addList(issues, sheet, list, faults);
    placeFaults(list?.faults ?? [], issues, list?.rows ?? [], faults);
  }
  placeFaults(table.faults, issues, table.rows, faults);
  return { issues: [...issues.values()], dates1904, faults };
}

const faultAt = ({ sheet, address }: LedgerCell, what: FaultDefinition): LedgerFault => ({
  sheet,
  cell: address,
  ...what,
});
const codeOf = ({ cells }: TableRow): string => cells.get('code')?.text.trim() ?? '';

function issuesOf({ rows }: SheetTable, faults: LedgerFault[]): Map<string, OpenIssue> {
  const issues = new Map<string, OpenIssue>();
  let current: OpenIssue | undefined;
  for (const row of rows) {
    const codeCell = row.cells.get('code');
    const code = codeOf(row);
    if (codeCell === undefined) continue;
    if (code === '' && current === undefined) faults.push(faultAt(codeCell, LEDGER_FAULTS.codeMissing));
    if (code !== '' && code !== current?.code) {
      const isTaken = issues.has(code);
      current = { code, codeCell, rows: [], cells: new Map(), measures: [], shown: [], faults: [] };
      if (isTaken) current.faults.push(faultAt(codeCell, LEDGER_FAULTS.codeTwice));
      issues.set(isTaken ? `${code}\n${codeCell.address}` : code, current);
    }
    if (current !== undefined) addRow(current, row);
  }
  return issues;
}

/** Columns of which any, filled in, makes a row one of a measure. */
const MAKES_MEASURE: readonly LedgerColumn[] = ['measure', 'measureStandard', 'measureDeadline', 'measureOwner'];

function addRow(issue: OpenIssue, { row, cells }: TableRow): void {
  const isFirst = issue.rows.length === 0;
  issue.rows.push(row);
  for (const [column, cell] of cells) {
    if (isOfMeasure(column)) continue;
    const known = issue.cells.get(column);
    if (known === undefined) issue.cells.set(column, cell);
    else if (!isFirst && cell.text.trim() !== '' && cell.text !== known.text && column !== 'code')
      issue.faults.push(faultAt(cell, LEDGER_FAULTS.notMerged));
  }
  if (!MAKES_MEASURE.some((column) => (cells.get(column)?.text ?? '').trim() !== '')) return;
  const own = new Map([...cells].filter(([column]) => isOfMeasure(column)));
  const written = own.get('measure');
  const { id, text } = readMeasureText(written?.text ?? '');
  if (written !== undefined) own.set('measure', { ...written, text });
  if (id !== undefined && issue.measures.some((measure) => measure.id === id))
    issue.faults.push(faultAt(written ?? issue.codeCell, LEDGER_FAULTS.measureTwice));
  issue.measures.push({ row, id, cells: own });
}

function addList(
  issues: ReadonlyMap<string, OpenIssue>,
  sheet: CompanionSheet,
  list: SheetTable,
  faults: LedgerFault[],
): void {
  const seen = new Set<string>();
  for (const row of list.rows) {
    const codeCell = row.cells.get('code');
    const code = codeOf(row);
    const issue = issues.get(code);
    if (codeCell === undefined) continue;
    if (issue === undefined) {
      faults.push(faultAt(codeCell, code === '' ? LEDGER_FAULTS.codeMissing : LEDGER_FAULTS.codeUnknown));
      continue;
    }
    const id = sheet.per === 'measure' ? (row.cells.get('measureId')?.text.trim() ?? '') : '';
    const place = `${code}\n${id}`;
    const isNamed = sheet.per !== 'measure' || id !== '';
    if (isNamed && seen.has(place))
      issue.faults.push(faultAt(codeCell, id === '' ? LEDGER_FAULTS.codeTwice : LEDGER_FAULTS.measureTwice));
    seen.add(place);
    addListRow(issue, sheet, row, id);
  }
}

function addListRow(issue: OpenIssue, { per, own, shown }: CompanionSheet, { cells }: TableRow, id: string): void {
  const measure = per === 'measure' ? measureOf(issue, cells, id) : undefined;
  if (per === 'measure' && measure === undefined) {
    if (own.every((column) => (cells.get(column)?.text ?? '').trim() === '')) return;
    const cell = cells.get('measureId') ?? issue.codeCell;
    issue.faults.push(faultAt(cell, LEDGER_FAULTS.measureUnknown));
    return;
  }
  for (const [column, cell] of cells) {
    if (own.includes(column)) (measure?.cells ?? issue.cells).set(column, cell);
    else if (shown.includes(column) && column === 'measure')
      issue.shown.push({
        column,
        cell: { ...cell, text: readMeasureText(cell.text).text },
        ...(measure?.id !== undefined && { measure: id }),
      });
    else if (shown.includes(column))
      issue.shown.push({ column, cell, ...(measure?.id !== undefined && { measure: id }) });
  }
}

/** The measure that a row of a list is of: by its number, or, of one that has none yet, by what it says. */
function measureOf(issue: OpenIssue, cells: Cells, id: string) {
  if (id !== '') return issue.measures.find((each) => each.id === id);
  const said = readMeasureText(cells.get('measure')?.text ?? '').text.trim();
  return issue.measures.find((each) => each.id === undefined && each.cells.get('measure')?.text.trim() === said);
}

/** A fault in a row of an issue is the issue's. */
function placeFaults(
  found: readonly LedgerFault[],
  issues: ReadonlyMap<string, OpenIssue>,
  rows: readonly TableRow[],
  faults: LedgerFault[],
): void {
  const ofRow = new Map<number, OpenIssue>();
  let current: OpenIssue | undefined;
  for (const row of rows) {
    const code = codeOf(row);
    if (code !== '') current = issues.get(code);
    if (current !== undefined) ofRow.set(row.row, current);
  }
  for (const fault of found) {
    const row = Number(/\d+$/.exec(fault.cell)?.[0] ?? 0);
    (ofRow.get(row)?.faults ?? faults).push(fault);
  }
}
