import {
  StoreUnavailableError,
  type CommitRange,
  type CommitStorage,
  type CommitToStore,
  type InsertOutcome,
  type LedgerBatch,
  type LedgerHead,
  type StoredCommit,
  type StoredCommitPlace,
} from '@taizhang/event-store-port';
import type { CommitId, Instant, LedgerId, StreamId } from '@taizhang/kernel';
import type Database from 'better-sqlite3';
import { nextTurn, turnIsDue } from './event-loop-turns.js';
import { openDatabase, openDatabaseToRead } from './open-database.js';
import { inPages } from './pages.js';
import { COMMITS_PER_LEDGER, MAX_LEDGERS } from './schema.js';
import { resultCode, unavailable } from './sqlite-errors.js';
import { LEDGERS_PER_PAGE, prepareStatements, type Statements } from './statements.js';
import { placeOf, seqOf, storedCommit, type CommitRow } from './stored-row.js';

/** First name behind all that begin with `<context>/`. */
const AFTER_SLASH = '0';

/**
 * Opens the storage of an event store in one SQLite file: WAL, `synchronous = FULL`. Several processes may open one file.
 * @throws {ForeignStoreError | StoreUnavailableError} see {@link openDatabase}
 */
export function openSqliteCommitStorage(file: string, { readOnly = false } = {}): CommitStorage {
  return new SqliteCommitStorage(file, readOnly ? openDatabaseToRead(file) : openDatabase(file));
}

export class SqliteCommitStorage implements CommitStorage {
  protected readonly statements: Statements;
  /** Numbers of ledgers that are surely stored. */
  private readonly ledgerNos = new Map<LedgerId, number>();

  constructor(
    private readonly file: string,
    protected readonly db: Database.Database,
  ) {
    this.statements = prepareStatements(db);
  }

  insert(batches: readonly LedgerBatch[]): Promise<readonly InsertOutcome[]> {
    return this.answer(() => {
      const opened = new Map<LedgerId, number>();
      const outcomes = this.inTransaction(() =>
        batches.map(({ ledger, commits }): InsertOutcome => ({
          kind: 'answered',
          count: this.insertCommits(this.numberFor(ledger, opened), commits),
        })),
      );
      if (outcomes instanceof Error) return batches.map(() => ({ kind: 'unknown', error: outcomes }));
      for (const [ledger, no] of opened) this.ledgerNos.set(ledger, no);
      return outcomes;
    });
  }

  last(ledger: LedgerId): Promise<StoredCommit | undefined> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      return no === undefined ? undefined : this.lastOf(ledger, no);
    });
  }

  byId(ledger: LedgerId, id: CommitId): Promise<StoredCommit | undefined> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      const row = no === undefined ? undefined : this.statements.byId.get(no, id);
      return row === undefined ? undefined : storedCommit(ledger, row);
    });
  }

  /** By bisection over seq: indices grow with it, so no index of their own is needed. */
  at(ledger: LedgerId, idx: number): Promise<StoredCommit | undefined> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      const last = no === undefined ? undefined : this.lastOf(ledger, no);
      if (no === undefined || last === undefined || idx >= last.idx + last.cnt) return undefined;
      let low = 0;
      let high = Math.min(last.seq, idx);
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const [first = 0] = this.statements.indices.get(placeOf(no, middle)) ?? [];
        if (first <= idx) low = middle;
        else high = middle - 1;
      }
      const row = this.statements.forward.get(placeOf(no, low), placeOf(no, low));
      return row === undefined ? undefined : storedCommit(ledger, row);
    });
  }

  async *commits(ledger: LedgerId, { fromSeq, toSeq, direction }: CommitRange): AsyncGenerator<StoredCommit, void> {
    const no = await this.answer(() => this.numberOf(ledger));
    if (no === undefined) return;
    const forward = direction === 'forward';
    const statement = forward ? this.statements.forward : this.statements.backward;
    const end = placeOf(no, toSeq ?? (forward ? COMMITS_PER_LEDGER - 1 : 0));
    const pages = inPages<CommitRow, number>(
      placeOf(no, fromSeq),
      (place) => this.guarded(statement.iterate(place, end)),
      (row) => row[7].length,
      ([place]) => (place === end ? undefined : place + (forward ? 1 : -1)),
    );
    for await (const row of pages) yield storedCommit(ledger, row);
  }

  async *streamCommits(
    ledger: LedgerId,
    stream: StreamId,
    { fromRev, toRev, direction }: Parameters<CommitStorage['streamCommits']>[2],
  ): AsyncGenerator<StoredCommit, void> {
    const no = await this.answer(() => this.numberOf(ledger));
    if (no === undefined) return;
    const forward = direction === 'forward';
    const { streamForward, streamBackward } = this.statements;
    const pages = inPages(
      forward ? fromRev : toRev,
      (rev) =>
        this.guarded(
          forward ? streamForward.iterate(no, stream, rev) : streamBackward.iterate({ ledger: no, stream, rev }),
        ),
      (row) => row[7].length,
      ([, , , , , , , , first, last]) => (forward ? last + 1 : first === 0 ? undefined : first - 1),
    );
    for await (const row of pages) {
      const [place, id, digest, idx, cnt, time, storedAt, leaves, first, last] = row;
      if (first > toRev || last < fromRev) return;
      yield storedCommit(ledger, [place, id, digest, idx, cnt, time, storedAt, leaves]);
    }
  }

  streamHead(ledger: LedgerId, stream: StreamId): Promise<number | undefined> {
    return this.answer(() => {
      const no = this.numberOf(ledger);
      return no === undefined ? undefined : (this.statements.streamHead.get(no, stream) ?? undefined);
    });
  }

  /** Without waiting for the disk: a hint that a power cut takes is found by the sweeps, and the next append syncs it too. */
  raiseHeads(heads: readonly LedgerHead[]): Promise<void> {
    return this.answer(() => {
      this.db.pragma('synchronous = NORMAL');
      try {
        const raised = this.inTransaction(() => {
          for (const { ledger, size, storedAt } of heads) this.statements.raiseHead.run(ledger, size, storedAt);
        });
        if (raised instanceof Error) throw raised;
      } finally {
        this.db.pragma('synchronous = FULL');
      }
    });
  }

  async *heads({
    changedSince = '',
    context,
  }: Parameters<CommitStorage['heads']>[0]): AsyncGenerator<LedgerHead, void> {
    const from = context === undefined ? '' : `${context}/`;
    const until = context === undefined ? '~' : `${context}${AFTER_SLASH}`;
    let after: readonly [storedAt: string, no: number] = [changedSince, -1];
    for (;;) {
      const [storedAt, no] = after;
      const rows = await this.answer(() => this.statements.heads.all(storedAt, no, from, until));
      // as: ledger ids were checked when they were written
      for (const row of rows) yield { ledger: row[1] as LedgerId, size: row[2], storedAt: row[3] };
      const last = rows.at(-1);
      if (last === undefined || rows.length < LEDGERS_PER_PAGE) return;
      after = [last[3], last[0]];
    }
  }

  async *storedSince(since: Instant): AsyncGenerator<StoredCommitPlace, void> {
    yield* (await this.answer(() => this.statements.storedSince.all(since))).map(placeFrom);
  }

  async *allLedgers(): AsyncGenerator<StoredCommitPlace, void> {
    const end = await this.answer(() => this.statements.lastLedgerNo.get() ?? 0);
    for (let after = 0; after < end; after += LEDGERS_PER_PAGE) {
      yield* (await this.answer(() => this.statements.ledgers.all(after, after + LEDGERS_PER_PAGE))).map(placeFrom);
    }
  }

  latestTime(): Promise<Instant | undefined> {
    return this.answer(() => this.statements.latestTime.get());
  }

  disclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.answer(() => {
      const found = new Map<string, string>();
      const no = this.numberOf(ledger);
      for (const digest of no === undefined ? [] : digests) {
        const disclosure = this.statements.disclosure.get(no ?? 0, digest);
        if (disclosure !== undefined) found.set(digest, disclosure);
      }
      return found;
    });
  }

  close(): Promise<void> {
    return this.answer(() => {
      this.db.close();
    });
  }

  /** Inserts until one commit meets a duplicate of its seq or id; answers how many are in. */
  private insertCommits(no: number, commits: readonly CommitToStore[]): number {
    const { insertCommit, insertStream, insertDisclosure } = this.statements;
    let count = 0;
    for (const { seq, id, digest, idx, cnt, time, storedAt, leaves, streams, disclosures } of commits) {
      const place = placeOf(no, seq);
      if (insertCommit.run(place, id, digest, idx, cnt, time, storedAt, leaves).changes === 0) break;
      for (const { stream, fromRev, toRev } of streams) insertStream.run(no, stream, toRev, fromRev, place);
      for (const { digest: key, disclosure } of disclosures) insertDisclosure.run(no, key, disclosure);
      count += 1;
    }
    return count;
  }

  /**
   * Runs `work` in one write transaction. Returns, instead of its result, an error of the commit itself that leaves it open
   * whether anything was written; throws when surely nothing was.
   */
  protected inTransaction<T>(work: () => T): T | Error {
    const { begin, commit, rollback } = this.statements;
    begin.run();
    let committing = false;
    try {
      const result = work();
      committing = true;
      commit.run();
      return result;
    } catch (error) {
      if (this.db.inTransaction) rollback.run();
      // A commit that could not be synced may still be found in the log after a crash.
      if (committing && resultCode(error).startsWith('SQLITE_IOERR')) return unavailable(this.file, error);
      throw error;
    }
  }

  private lastOf(ledger: LedgerId, no: number): StoredCommit | undefined {
    const row = this.statements.backward.get(placeOf(no + 1, 0) - 1, placeOf(no, 0));
    return row === undefined ? undefined : storedCommit(ledger, row);
  }

  protected numberOf(ledger: LedgerId): number | undefined {
    const known = this.ledgerNos.get(ledger);
    if (known !== undefined) return known;
    const no = this.statements.ledgerNo.get(ledger);
    if (no !== undefined && !this.db.inTransaction) this.ledgerNos.set(ledger, no);
    return no;
  }

  /** The number of a ledger that is being written; a new one is noted in `opened`, for it may be rolled back. */
  private numberFor(ledger: LedgerId, opened: Map<LedgerId, number>): number {
    const known = this.numberOf(ledger);
    if (known !== undefined) return known;
    const no = Number(this.statements.insertLedger.run(ledger).lastInsertRowid);
    if (no > MAX_LEDGERS)
      throw new StoreUnavailableError(
        `The event store ${this.file} has no room for more than ${String(MAX_LEDGERS)} ledgers.`,
      );
    opened.set(ledger, no);
    return no;
  }

  /** Runs a piece of work, which blocks the thread, when the event loop has had its turn; whatever goes wrong here, nothing was written. */
  protected async answer<T>(work: () => T): Promise<T> {
    if (turnIsDue()) await nextTurn();
    try {
      return work();
    } catch (error) {
      throw this.asUnavailable(error);
    }
  }

  private *guarded<Row>(rows: Iterable<Row>): Generator<Row, void> {
    try {
      yield* rows;
    } catch (error) {
      throw this.asUnavailable(error);
    }
  }

  private asUnavailable(error: unknown): StoreUnavailableError {
    return error instanceof StoreUnavailableError ? error : unavailable(this.file, error);
  }
}

function placeFrom([ledger, place, id, idx, cnt]: readonly [
  string,
  number,
  string,
  number,
  number,
]): StoredCommitPlace {
  // as: ledger ids were checked when they were written
  return { ledger: ledger as LedgerId, seq: seqOf(place), id, idx, cnt };
}
