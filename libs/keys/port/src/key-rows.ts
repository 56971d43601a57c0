import { KeyStoreError } from './keys.js';

/** One wrapped secret as a key store keeps it. Rows are inserted once; only a re-wrap replaces what they hold. */
export interface KeyRow {
  /**
   * What it is: `kek/<n>`, `secret/<purpose>`, `ledger/<ledger>/<use>/<n>`, `witness/<name>/<n>`, `subject/<ledger>/<kid>`,
   * `subject-of/<HMAC of the subject>/<ledger>`, `destroyed/<ledger>/<kid>`, `data/<purpose>/<ledger>/<name>`.
   */
  readonly id: string;
  /** Public part or parameters, readable without the key-encryption key. */
  readonly open: string;
  /** Version of the key-encryption key, nonce, ciphertext and tag. */
  readonly wrapped: Uint8Array;
  /** Rows that are found together: `<ledger>/<kid>`. */
  readonly group?: string;
}

/** New content of a row, unless it has changed or gone meanwhile. */
export interface KeyRowChange {
  readonly row: KeyRow;
  /** What the row held when it was read. */
  readonly was: Uint8Array;
}

/** Part of a list of rows, by id ascending. */
export interface KeyRowPage {
  /** Id of the last row seen. */
  readonly after?: string;
  readonly limit: number;
}

/** What a technology offers to be a key store: a database of its own (design §3). Ids are ASCII. */
export interface KeyRows {
  get(id: string): Promise<KeyRow | undefined>;
  /** Those of the rows that exist. */
  getAll(ids: readonly string[]): Promise<readonly KeyRow[]>;
  /**
   * Inserts rows durably, in one transaction where the technology has them; else in order, none after a failure.
   * @returns the ids that existed already: another process was faster, and its rows count.
   */
  insertAll(rows: readonly KeyRow[]): Promise<ReadonlySet<string>>;
  /** Rows whose ids begin so. */
  list(prefix: string, page: KeyRowPage): Promise<readonly KeyRow[]>;
  ofGroup(group: string, page: KeyRowPage): Promise<readonly KeyRow[]>;
  count(prefix: string): Promise<number>;
  /** Replaces the rows that still hold what they held. @returns how many did */
  replaceAll(changes: readonly KeyRowChange[]): Promise<number>;
  /** Destroys rows in the order given: when it returns, their bytes rest nowhere in this store, its journal included. */
  deleteAll(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Rows that one page holds where all of a kind are walked. */
export const KEY_ROWS_PAGE = 100;

/** Walks all rows whose ids begin so, page by page. */
export function allRows(rows: KeyRows, prefix: string): AsyncGenerator<KeyRow, void> {
  return rowsOf(pagesOfRows(rows, prefix));
}

/** Walks all rows of a group, page by page. */
export function allOfGroup(rows: KeyRows, group: string): AsyncGenerator<KeyRow, void> {
  return rowsOf(pages((page) => rows.ofGroup(group, page)));
}

/** Pages of all rows whose ids begin so, each of at most {@link KEY_ROWS_PAGE}. */
export function pagesOfRows(rows: KeyRows, prefix: string): AsyncGenerator<readonly KeyRow[], void> {
  return pages((page) => rows.list(prefix, page));
}

/** @throws KeyStoreError when a store gives the same page again, which would never end */
async function* pages(read: (page: KeyRowPage) => Promise<readonly KeyRow[]>): AsyncGenerator<readonly KeyRow[], void> {
  for (let after: string | undefined; ;) {
    const found = await read({ limit: KEY_ROWS_PAGE, ...(after !== undefined && { after }) });
    const last = found.at(-1)?.id;
    if (last === undefined) return;
    if (last === after)
      throw new KeyStoreError('KEY_STORE_UNAVAILABLE', 'The key store gave the same page of rows twice.');
    yield found;
    if (found.length < KEY_ROWS_PAGE) return;
    after = last;
  }
}

async function* rowsOf(all: AsyncIterable<readonly KeyRow[]>): AsyncGenerator<KeyRow, void> {
  for await (const page of all) yield* page;
}
