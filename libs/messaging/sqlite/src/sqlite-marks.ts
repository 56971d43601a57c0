import type { LedgerId } from '@taizhang/kernel';
import type { InboxMark } from '@taizhang/messaging-port';
import type Database from 'better-sqlite3';

/** Rows read at once when all marks of a consumer are streamed. */
export const MARKS_PAGE_ROWS = 1_000;

interface MarkRow {
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly leafHash: string;
}

/**
 * Marks in SQLite, over a connection with `synchronous=NORMAL`: a power cut may set marks back, which repeats events and
 * loses none; saving one does not wait for the disk.
 */
export class SqliteMarks {
  private readonly one: Database.Statement<[string, string], MarkRow>;
  private readonly page: Database.Statement<[string, string, number], MarkRow>;
  private readonly first: Database.Statement<[string, string, number, string]>;
  private readonly move: Database.Statement<[number, string, string, string, number, string]>;
  private readonly forget: Database.Statement<[string]>;
  private readonly names: Database.Statement<[], string>;

  constructor(database: Database.Database) {
    const columns = 'ledger, idx, leaf_hash as leafHash';
    this.one = database.prepare(`select ${columns} from marks where consumer = ? and ledger = ?`);
    this.page = database.prepare(
      `select ${columns} from marks where consumer = ? and ledger > ? order by ledger limit ?`,
    );
    this.first = database.prepare(
      'insert into marks (consumer, ledger, idx, leaf_hash) values (?, ?, ?, ?) on conflict do nothing',
    );
    this.move = database.prepare(
      'update marks set idx = ?, leaf_hash = ? where consumer = ? and ledger = ? and idx = ? and leaf_hash = ?',
    );
    this.forget = database.prepare('delete from marks where consumer = ?');
    this.names = database.prepare<[], string>('select distinct consumer from marks order by consumer').pluck(true);
  }

  mark(consumer: string, ledger: LedgerId): InboxMark | undefined {
    const row = this.one.get(consumer, ledger);
    return row === undefined ? undefined : { idx: row.idx, leafHash: row.leafHash };
  }

  consumers(): readonly string[] {
    return this.names.all();
  }

  /** In pages, so that writes go on between them. */
  *marks(consumer: string): Generator<{ readonly ledger: LedgerId; readonly mark: InboxMark }> {
    let after = '';
    for (;;) {
      const rows = this.page.all(consumer, after, MARKS_PAGE_ROWS);
      for (const { ledger, idx, leafHash } of rows) yield { ledger, mark: { idx, leafHash } };
      const last = rows.at(-1);
      if (last === undefined || rows.length < MARKS_PAGE_ROWS) return;
      after = last.ledger;
    }
  }

  save(consumer: string, ledger: LedgerId, mark: InboxMark, expected: InboxMark | undefined): boolean {
    if (expected === undefined) return this.first.run(consumer, ledger, mark.idx, mark.leafHash).changes === 1;
    if (mark.idx < expected.idx) return false;
    return this.move.run(mark.idx, mark.leafHash, consumer, ledger, expected.idx, expected.leafHash).changes === 1;
  }

  forgetAll(consumer: string): void {
    this.forget.run(consumer);
  }
}
