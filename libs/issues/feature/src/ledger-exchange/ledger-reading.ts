import type { FaultDefinition, LedgerCell, LedgerColumn, ReadIssue, ReadMeasure } from '@taizhang/reporting';
import { COMPANION_OF } from './ledger-places.js';
import { faultAt, IMPORT_FAULTS, type ImportFault } from './ledger-faults.js';
import { plainText, readValue, type ImportedColumn, type LedgerValue } from './ledger-values.js';

/** Cells of an issue or of one of its measures, read by column; what is wrong with them is gathered. */
export class CellReading {
  constructor(
    private readonly cells: ReadonlyMap<LedgerColumn, LedgerCell>,
    private readonly dates1904: boolean,
    private readonly faults: ImportFault[],
  ) {}

  /** `undefined` where the file does not have the column, or no row of it for this; `null` where the cell is blank. */
  get(column: ImportedColumn): LedgerValue | undefined {
    const cell = this.cells.get(column);
    if (cell === undefined) return undefined;
    const read = readValue(column, cell, this.dates1904);
    if ('value' in read) return read.value;
    this.fault(column, read.fault);
    return null;
  }

  text(column: ImportedColumn): string | null {
    const value = this.get(column);
    return typeof value === 'string' ? value : null;
  }

  flag(column: ImportedColumn): boolean {
    return this.get(column) === true;
  }

  list(column: ImportedColumn): readonly string[] {
    const value = this.get(column);
    return Array.isArray(value) ? (value as readonly string[]) : []; // the only arrays that cells are read as
  }

  fault(column: LedgerColumn, what: FaultDefinition, level: ImportFault['level'] = 'bad'): void {
    const cell = this.cells.get(column);
    const place = cell ?? { sheet: COMPANION_OF[column], address: '' };
    const known = this.faults.some(
      ({ sheet, cell: at, code }) => sheet === place.sheet && at === place.address && code === what.code,
    );
    if (!known)
      this.faults.push(
        faultAt(place, cell === undefined && what === IMPORT_FAULTS.missing ? IMPORT_FAULTS.rowMissing : what, level),
      );
  }

  /** What stands in a cell, blank or not; `undefined` as {@link get}. */
  written(column: LedgerColumn): string | undefined {
    const cell = this.cells.get(column);
    return cell === undefined ? undefined : plainText(cell.text);
  }
}

/** Says of required columns which neither the cell nor what there is tells. @returns whether all are told */
export function demand(cells: CellReading, told: Readonly<Partial<Record<ImportedColumn, LedgerValue>>>): boolean {
  const untold = (Object.keys(told) as ImportedColumn[]).filter((column) => (told[column] ?? null) === null); // keys of what is told are columns
  for (const column of untold) cells.fault(column, IMPORT_FAULTS.missing);
  return untold.length === 0;
}

/**
 * Whether a cell says something else than there is. Blank is no word: an import takes nothing away, and what its reader does
 * not see, or has left to be filled in, stays as it is.
 */
export function differs(said: LedgerValue | undefined, known: LedgerValue): boolean {
  if (said === undefined || said === null) return false;
  if (typeof said === 'string' && typeof known === 'string') return plainText(said) !== plainText(known);
  return JSON.stringify(said) !== JSON.stringify(known);
}

/** A reading of each part of an issue; faults go to one list. */
export function readingsOf(issue: ReadIssue, dates1904: boolean, faults: ImportFault[]) {
  const of = (cells: ReadIssue['cells']) => new CellReading(cells, dates1904, faults);
  return {
    issue: of(issue.cells),
    measures: issue.measures.map((measure: ReadMeasure) => ({ measure, cells: of(measure.cells) })),
  };
}
