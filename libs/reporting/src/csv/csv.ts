import { stringify } from 'csv-stringify/sync';

/** What tells a spreadsheet that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
/** Rows that are put into text at once. */
const ROWS_AT_ONCE = 200;

/** A value of a CSV file. */
export type CsvValue = string | number | boolean | null;

/**
 * A CSV file (RFC 4180) in UTF-8 for spreadsheets, row by row. A value that a spreadsheet would take for a formula begins with
 * an apostrophe, so that it is shown and never computed.
 */
export async function* csvOf(
  header: readonly string[],
  rows: AsyncIterable<readonly CsvValue[]> | Iterable<readonly CsvValue[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BYTE_ORDER_MARK + textOf([header]));
  let waiting: (readonly CsvValue[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield Buffer.from(textOf(waiting));
    waiting = [];
  }
  if (waiting.length > 0) yield Buffer.from(textOf(waiting));
}

function textOf(rows: readonly (readonly CsvValue[])[]): string {
  const written = rows.map((row) =>
    row.map((value) => (typeof value === 'string' ? escaped(value) : String(value ?? ''))),
  );
  return stringify(written, { record_delimiter: 'windows' });
}

/** Also behind blanks, which spreadsheets pass over, and in the full-width forms that some of them read alike. */
// eslint-disable-next-line no-control-regex -- blanks of every kind
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@＝＋－＠\t\r]/;

function escaped(text: string): string {
  return FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}
