import exceljs from 'exceljs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { CsvValue } from '../csv/csv.js';
import { ROW_GROUP_ROWS } from './parquet-table.js';
import { TABLE_FORMATS, tableFile, TableCellError, TableTooLongError, type Table, type TableFormat } from './table.js';
import { workbookTable } from './workbook-table.js';

const COLUMNS = [
  { name: 'code', type: 'text' },
  { name: 'days', type: 'integer' },
  { name: 'closed', type: 'boolean' },
] as const;
const ROWS: readonly (readonly CsvValue[])[] = [
  ['=1+1', 3, true],
  ['一 "二", 三\n四 😀', 9_007_199_254_740_991, false],
  [null, null, null],
  ['＋cmd|calc', -1, true],
];

const tableOf = (rows: Iterable<readonly CsvValue[]>): Table => ({
  title: '样例',
  columns: COLUMNS,
  rows: (async function* () {
    yield* rows;
  })(),
});
async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
const made = (format: TableFormat, rows: Iterable<readonly CsvValue[]>) =>
  bytesOf(tableFile(format, tableOf(rows)).content);
/** Bytes as another program takes them. */
const bufferOf = (bytes: Buffer) => new Uint8Array(bytes).buffer;

describe('a table as a file', () => {
  it('is CSV that spreadsheets take for UTF-8, and compute nothing of', async () => {
    expect((await made('csv', ROWS)).toString('utf8')).toBe(
      '\ufeffcode,days,closed\r\n' +
        "'=1+1,3,true\r\n" +
        '"一 ""二"", 三\n四 😀",9007199254740991,false\r\n' +
        ',,\r\n' +
        "'＋cmd|calc,-1,true\r\n",
    );
  });

  it('is a workbook that another program reads: texts are texts, numbers numbers, and the header stays', async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(bufferOf(await made('xlsx', ROWS)));
    const sheet = workbook.getWorksheet('样例');
    const rows: unknown[] = [];
    sheet?.eachRow({ includeEmpty: true }, (row) => rows.push(COLUMNS.map((_column, i) => row.getCell(i + 1).value)));
    expect(rows).toEqual([
      ['code', 'days', 'closed'],
      ['=1+1', 3, 'true'],
      ['一 "二", 三\n四 😀', 9_007_199_254_740_991, 'false'],
      [null, null, null],
      ['＋cmd|calc', -1, 'true'],
    ]);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('is Parquet that another program reads, with the types of its columns', async () => {
    const file = bufferOf(await made('parquet', ROWS));
    expect(await parquetReadObjects({ file })).toEqual([
      { code: '=1+1', days: 3n, closed: true },
      { code: '一 "二", 三\n四 😀', days: 9_007_199_254_740_991n, closed: false },
      { code: null, days: null, closed: null },
      { code: '＋cmd|calc', days: -1n, closed: true },
    ]);
    expect(parquetMetadata(file).schema.map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
      ['root', undefined, undefined],
      ['code', 'BYTE_ARRAY', 'UTF8'],
      ['days', 'INT64', undefined],
      ['closed', 'BOOLEAN', undefined],
    ]);
  });

  it('goes on over many row groups', async () => {
    const count = 2 * ROW_GROUP_ROWS + 3;
    const rows = Array.from({ length: count }, (_none, i) => [`c-${String(i)}`, i, i % 2 === 0] as const);
    const file = bufferOf(await made('parquet', rows));
    const { row_groups: groups } = parquetMetadata(file);
    expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([ROW_GROUP_ROWS, ROW_GROUP_ROWS, 3]);
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(count);
    expect(read.at(-1)).toEqual({ code: `c-${String(count - 1)}`, days: BigInt(count - 1), closed: true });
  });

  it.each(TABLE_FORMATS)('may have no rows: %s', async (format) => {
    const bytes = await made(format, []);
    expect(bytes.length).toBeGreaterThan(0);
    if (format === 'parquet') expect(await parquetReadObjects({ file: bufferOf(bytes) })).toEqual([]);
  });

  it('with a cell of another type than its column is refused, where types count', async () => {
    for (const row of [
      ['a', '1', true],
      ['a', 1.5, true],
      ['a', 1, 'true'],
    ] as const)
      await expect(made('parquet', [row])).rejects.toThrow(TableCellError);
  });

  it('with more rows than a sheet holds is refused', async () => {
    await expect(bytesOf(workbookTable(tableOf(ROWS), 3))).rejects.toThrow(TableTooLongError);
  });
});
