import { isOfMeasure, measureText, type LedgerColumn } from './columns.js';

/** The light of an issue (domain §1.3): what its state cell is filled with. */
export type Light = 'green' | 'yellow' | 'red' | 'grey';

/** Texts by column; a column that is absent is blank. */
export type LedgerCells = Readonly<Partial<Record<LedgerColumn, string>>>;

/** An issue as the ledger shows it. */
export interface LedgerEntry {
  readonly cells: LedgerCells;
  readonly light: Light;
  /** In their order; an issue without any has one row all the same. */
  readonly measures: readonly LedgerCells[];
  /** Whether its cause is systemic, which asks for a norm [C3.12]. */
  readonly systemic: boolean;
  /** What the totals count it under. */
  readonly counted: CountedEntry;
}

/** An issue in the totals (汇总表). */
export interface CountedEntry {
  readonly closed: boolean;
  readonly overdue: boolean;
  /** Name of the class, and of the lead unit. */
  readonly class: string;
  readonly unit: string;
}

/** What a row shows in a column: a measure stands with its number. */
export function valueIn(column: LedgerColumn, cells: LedgerCells, measure: LedgerCells): string {
  if (column === 'measure') return measureText(measure.measureId, measure.measure ?? '');
  return (isOfMeasure(column) ? measure : cells)[column] ?? '';
}
