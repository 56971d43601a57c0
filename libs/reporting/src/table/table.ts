import { csvOf, type CsvValue } from '../csv/csv.js';
import { parquetTable } from './parquet-table.js';
import { workbookTable } from './workbook-table.js';

/** What the cells of a column hold; any may be `null`. */
export type ColumnType = 'text' | 'integer' | 'boolean';

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table of one kind of rows, whose cells are asked for once, in order. */
export interface Table {
  /** Name of the sheet, where the format has sheets. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: AsyncIterable<readonly CsvValue[]>;
}

/** Formats of tables. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A cell that does not hold what its column does; a programming error of whoever made the table. */
export class TableCellError extends TypeError {
  override readonly name = 'TableCellError';
}

/** More rows than the format holds. */
export class TableTooLongError extends Error {
  override readonly name = 'TableTooLongError';
}

const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

/** A table as a file: in constant memory, whatever the number of rows. */
export function tableFile(
  format: TableFormat,
  table: Table,
): { readonly mediaType: string; readonly content: AsyncIterable<Uint8Array> } {
  return { mediaType: MEDIA_TYPES[format], content: contentOf(format, table) };
}

function contentOf(format: TableFormat, table: Table): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'csv':
      return csvOf(
        table.columns.map(({ name }) => name),
        table.rows,
      );
    case 'xlsx':
      return workbookTable(table);
    case 'parquet':
      return parquetTable(table);
  }
}
