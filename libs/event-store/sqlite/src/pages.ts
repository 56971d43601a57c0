import { nextTurn } from './event-loop-turns.js';

/** Bytes of leaves after which the first page of a read ends: who wants one event shall not wait for thousands. */
export const FIRST_PAGE_BYTES = 16 * 1024;
/** Bytes of leaves after which any page of a read ends; a page has at least one row. */
export const MAX_PAGE_BYTES = 1024 * 1024;
/** How much larger each page of a read is than the one before. */
const PAGE_GROWTH = 4;

/**
 * Reads rows page by page: each page is one short read, so that a long read never stands in the way of a write, and the
 * event loop has its turn between two.
 * @param rowsFrom the rows from a key on; it is left before its end when the page is full
 * @param keyAfter the key of the page after a page that ends with this row; `undefined` when there can be none
 */
export async function* inPages<Row, Key>(
  first: Key,
  rowsFrom: (key: Key) => Iterable<Row>,
  bytesOf: (row: Row) => number,
  keyAfter: (row: Row) => Key | undefined,
): AsyncGenerator<Row, void> {
  let budget = FIRST_PAGE_BYTES;
  for (let key: Key | undefined = first; key !== undefined;) {
    const { rows, full }: Page<Row> = pageOf(rowsFrom(key), bytesOf, budget);
    yield* rows;
    const last: Row | undefined = rows.at(-1);
    key = full && last !== undefined ? keyAfter(last) : undefined;
    budget = Math.min(budget * PAGE_GROWTH, MAX_PAGE_BYTES);
    if (key !== undefined) await nextTurn();
  }
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly full: boolean;
}

function pageOf<Row>(rows: Iterable<Row>, bytesOf: (row: Row) => number, budget: number): Page<Row> {
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    page.push(row);
    bytes += bytesOf(row);
    if (bytes >= budget) return { rows: page, full: true };
  }
  return { rows: page, full: false };
}
