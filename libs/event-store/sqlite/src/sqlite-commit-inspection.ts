import type {
  CommitInspection,
  IndexedCommit,
  IndexedStream,
  LedgerHead,
  ProposedDisclosure,
} from '@taizhang/event-store-port';
import type { LedgerId, StreamId } from '@taizhang/kernel';
import { openDatabase, openDatabaseToRead } from './open-database.js';
import { INDEX_GUARDS } from './schema.js';
import { SqliteCommitStorage } from './sqlite-commit-storage.js';
import { placeOf, seqOf } from './stored-row.js';

/**
 * Opens an event store's file to be checked, and to be mended unless `readOnly`.
 * @throws {ForeignStoreError | StoreUnavailableError} see {@link openDatabase}
 */
export function openSqliteCommitInspection(file: string, { readOnly = false } = {}): CommitInspection {
  return new SqliteCommitInspection(file, readOnly ? openDatabaseToRead(file) : openDatabase(file));
}

class SqliteCommitInspection extends SqliteCommitStorage implements CommitInspection {
  indexed(ledger: LedgerId, stream: StreamId, toRev: number): Promise<IndexedStream | undefined> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      const row = no === undefined ? undefined : this.statements.indexed.get(no, stream, toRev);
      return row === undefined ? undefined : { fromRev: row[0], seq: seqOf(row[1]) };
    });
  }

  indexedCount(ledger: LedgerId): Promise<number> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      return no === undefined ? 0 : (this.statements.indexedCount.get(no) ?? 0);
    });
  }

  /** In one transaction, in which the guards of the index are taken off and put on again. */
  async reindex(ledger: LedgerId, commits: AsyncIterable<IndexedCommit>): Promise<void> {
    const no = await this.answer(() => this.numberOf(ledger));
    if (no === undefined) return;
    const { begin, commit, rollback, insertStream } = this.statements;
    await this.answer(() => begin.run());
    try {
      for (const name of Object.keys(INDEX_GUARDS)) this.db.exec(`DROP TRIGGER ${name}`);
      this.db.prepare('DELETE FROM stream_commits WHERE ledger = ?').run(no);
      for await (const { seq, streams } of commits) {
        for (const { stream, fromRev, toRev } of streams)
          insertStream.run(no, stream, toRev, fromRev, placeOf(no, seq));
      }
      for (const guard of Object.values(INDEX_GUARDS)) this.db.exec(guard);
      commit.run();
    } finally {
      if (this.db.inTransaction) rollback.run();
    }
  }

  setHead({ ledger, size, storedAt }: LedgerHead): Promise<void> {
    return this.answer(() => {
      this.statements.setHead.run(size, storedAt, ledger);
    });
  }

  keepDisclosures(ledger: LedgerId, disclosures: readonly ProposedDisclosure[]): Promise<void> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      if (no === undefined) return;
      const kept = this.inTransaction(() => {
        for (const { digest, disclosure } of disclosures) this.statements.insertDisclosure.run(no, digest, disclosure);
      });
      if (kept instanceof Error) throw kept;
    });
  }
}
