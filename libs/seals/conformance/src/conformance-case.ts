import type { GuardRows, SealRows } from '@taizhang/seals-port';

/** How rows of one technology are opened for a suite. */
export interface RowsFixture<Rows> {
  readonly name: string;
  /** A place that nobody used before. */
  freshPlace(): Promise<string>;
  /** Opens the rows at a place; several may be open at once. */
  open(place: string): Promise<Rows>;
}

/** One case of a suite; runs outside Jest as well. */
export interface RowsCase<Rows> {
  readonly title: string;
  readonly run: (fixture: RowsFixture<Rows>) => Promise<void>;
}

/** Trees and checkpoints of one technology. */
export type SealRowsFixture = RowsFixture<SealRows>;
/** Guard heads of one technology. */
export type GuardRowsFixture = RowsFixture<GuardRows>;

/** Opens the rows at a place, and closes them. */
export async function withRows<Rows extends { close(): Promise<void> }>(
  fixture: RowsFixture<Rows>,
  place: string,
  use: (rows: Rows) => Promise<void>,
): Promise<void> {
  const rows = await fixture.open(place);
  try {
    await use(rows);
  } finally {
    await rows.close();
  }
}
