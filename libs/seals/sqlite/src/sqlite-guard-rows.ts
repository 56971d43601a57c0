import { mayFollow, sameHead, type GuardRows, type NamedHead, type SignedHead } from '@taizhang/seals-port';
import type Database from 'better-sqlite3';
import { answered, deploymentOf, openSealsDatabase } from './open-seals-database.js';
import { GUARD_APPLICATION_ID, GUARD_TABLES } from './seal-tables.js';

/** Rows read at once when heads are streamed. */
export const HEADS_PAGE_ROWS = 500;

/**
 * Opens (or makes) a guard's heads in a file of their own, in the folder of the keys. What is acknowledged survives a power cut.
 * @throws {ForeignSealsError | SealsUnavailableError}
 */
export function openSqliteGuardRows(file: string): GuardRows {
  return new SqliteGuardRows(
    openSealsDatabase({ file, applicationId: GUARD_APPLICATION_ID, tables: GUARD_TABLES, synchronous: 'FULL' }),
  );
}

/** Above every name that begins with a prefix: names are ASCII. */
const ABOVE_NAMES = '\u{7f}';

class SqliteGuardRows implements GuardRows {
  private readonly select: Database.Statement<[string], SignedHead>;
  private readonly page: Database.Statement<[string, string, number], SignedHead & { readonly name: string }>;
  private readonly put: Database.Statement<[string, number, Uint8Array, number]>;

  constructor(private readonly database: Database.Database) {
    this.select = database.prepare('SELECT size, root, time FROM heads WHERE name = ?');
    this.page = database.prepare(
      'SELECT name, size, root, time FROM heads WHERE name > ? AND name < ? ORDER BY name LIMIT ?',
    );
    this.put = database.prepare(
      `INSERT INTO heads (name, size, root, time) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET size = excluded.size, root = excluded.root, time = excluded.time`,
    );
  }

  head(name: string): Promise<SignedHead | undefined> {
    return answered(() => this.select.get(name));
  }

  advance(name: string, next: SignedHead, expected: SignedHead | undefined): Promise<boolean> {
    const advanceNow = this.database.transaction(() => {
      const present = this.select.get(name);
      if (!sameHead(present, expected) || !mayFollow(next, present)) return false;
      this.put.run(name, next.size, next.root, next.time);
      return true;
    });
    return answered(() => advanceNow.immediate());
  }

  /** In pages, so that writes go on between them. */
  async *heads(prefix: string): AsyncGenerator<NamedHead, void> {
    for (let after = prefix; ;) {
      const rows = await answered(() => this.page.all(after, prefix + ABOVE_NAMES, HEADS_PAGE_ROWS));
      for (const { name, ...head } of rows) yield { name, head };
      const last = rows.at(-1);
      if (last === undefined || rows.length < HEADS_PAGE_ROWS) return;
      after = last.name;
    }
  }

  deployment(fresh: string): Promise<string> {
    return answered(() => deploymentOf(this.database, fresh));
  }

  close(): Promise<void> {
    return answered(() => {
      this.database.close();
    });
  }
}
