import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { CsvValue } from '../csv/csv.js';
import { TableCellError, type ColumnType, type Table, type TableColumn } from './table.js';

/** Most rows of a row group: what is kept in memory until it is written. */
export const ROW_GROUP_ROWS = 10_000;
/** Most characters of texts in a row group. */
export const ROW_GROUP_CHARACTERS = 8 * 1024 * 1024;

/** Types of columns as the format has them. Integers are those that JSON holds without loss, so 64 bits always suffice. */
const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
};

type ParquetValue = string | bigint | boolean | null;

/** A table as Apache Parquet (Snappy), row group by row group. @throws {@link TableCellError} */
export async function* parquetTable({ columns, rows }: Table): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: 'taizhang' });
  let group = emptyGroup(columns);
  for await (const row of rows) {
    group.add(row);
    if (!group.isFull()) continue;
    await parquet.write(group.written());
    yield taken(writer);
    group = emptyGroup(columns);
  }
  if (!group.isEmpty()) await parquet.write(group.written());
  await parquet.finish();
  yield taken(writer);
}

function schemaOf(columns: readonly TableColumn[]): SchemaElement[] {
  const fields = columns.map(({ name, type }): SchemaElement => ({
    name,
    repetition_type: 'OPTIONAL',
    ...TYPES[type],
  }));
  return [{ name: 'root', num_children: columns.length }, ...fields];
}

/** What the writer has by now, which then goes on behind it. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0; // as the library's own file writer does: `offset` still counts the whole file
  return bytes;
}

function emptyGroup(columns: readonly TableColumn[]) {
  const data = columns.map((): ParquetValue[] => []);
  let count = 0;
  let characters = 0;
  return {
    add: (row: readonly CsvValue[]) => {
      for (const [i, column] of columns.entries()) {
        const value = valueOf(column, row[i] ?? null);
        data[i]?.push(value);
        if (typeof value === 'string') characters += value.length;
      }
      count += 1;
    },
    isFull: () => count >= ROW_GROUP_ROWS || characters >= ROW_GROUP_CHARACTERS,
    isEmpty: () => count === 0,
    written: () => ({
      columnData: columns.map(({ name }, i) => ({ name, data: data[i] ?? [] })),
      rowGroupSize: Math.max(1, count),
    }),
  };
}

function valueOf({ name, type }: TableColumn, value: CsvValue): ParquetValue {
  if (value === null) return null;
  if (type === 'text') return String(value);
  if (type === 'integer' && Number.isSafeInteger(value)) return BigInt(value);
  if (type === 'boolean' && typeof value === 'boolean') return value;
  throw new TableCellError(`the column ${name} is of ${type}, and a cell of it is a ${typeof value}`);
}
