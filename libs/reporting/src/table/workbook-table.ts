import type { CsvValue } from '../csv/csv.js';
import { workbookOf, type WrittenCell, type WrittenRow } from '../workbook/workbook-writer.js';
import { TableTooLongError, type Table, type TableColumn } from './table.js';

/** Most rows of a sheet beside its header, by the format. */
export const MAX_SHEET_ROWS = 1_048_575;
/** Width of columns, in characters. */
const WIDTHS = { text: 24, integer: 12, boolean: 8 } as const;

/** A table as a workbook of one sheet whose header stays in sight. Texts are texts: none is ever a formula. */
export function workbookTable(
  { title, columns, rows }: Table,
  mostRows: number = MAX_SHEET_ROWS,
): AsyncGenerator<Uint8Array> {
  return workbookOf([
    {
      name: title,
      widths: columns.map(({ type }) => WIDTHS[type]),
      paper: 'A4',
      frozen: { columns: 0, rows: 1 },
      footer: ['', title, ''],
      rows: () => writtenRows(columns, rows, mostRows),
    },
  ]);
}

async function* writtenRows(
  columns: readonly TableColumn[],
  rows: AsyncIterable<readonly CsvValue[]>,
  mostRows: number,
): AsyncGenerator<WrittenRow> {
  yield { cells: columns.map(({ name }) => ({ value: name, style: 'header' as const })) };
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > mostRows) throw new TableTooLongError(`a sheet holds ${String(mostRows)} rows`);
    yield { cells: row.map(cellOf), height: ROW_HEIGHT };
  }
}

/** One line, in points: long texts do not blow rows up. */
const ROW_HEIGHT = 15;

function cellOf(value: CsvValue): WrittenCell | null {
  if (value === null) return null;
  return { value: typeof value === 'boolean' ? String(value) : value, style: 'plain' };
}
