import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerId } from '@taizhang/kernel';
import type {
  AttemptCount,
  FailedAttempt,
  FollowerState,
  InboxMark,
  Lease,
  ParkedDecision,
  ParkedLedger,
  RefusedReaction,
} from '@taizhang/messaging-port';
import Database from 'better-sqlite3';
import { FOLLOWER_TABLES, FOLLOWERS_APPLICATION_ID, FOLLOWERS_SCHEMA_VERSION } from './follower-tables.js';
import { SqliteLeases } from './sqlite-leases.js';
import { SqliteMarks } from './sqlite-marks.js';
import { SqliteParking } from './sqlite-parking.js';

/** Name of the file in the data folder. */
export const FOLLOWERS_FILE = 'followers.sqlite';
/** How long one process waits for another's write, in milliseconds. */
export const FOLLOWERS_BUSY_TIMEOUT_MS = 5_000;

/** The file is not ours, or of a version this program does not know; one sentence for the operator. */
export class ForeignFollowersFileError extends Error {
  override readonly name = 'ForeignFollowersFileError';
  readonly code = 'FOREIGN_STORE';
}

/** The file is locked, read-only, damaged or on a full disk; one sentence for the operator. */
export class FollowersFileUnavailableError extends Error {
  override readonly name = 'FollowersFileUnavailableError';
  readonly code = 'STORE_UNAVAILABLE';
}

/** Where the follower state is kept. */
export interface SqliteFollowerStateOptions {
  /** Data folder, on a local disk; made if missing. */
  readonly folder: string;
  /** The store's time: the machine's clock, unless a test moves it. */
  readonly nowMs?: () => number;
}

/**
 * Opens (or makes) the follower state in `followers.sqlite`; a file that is not ours stays as it is.
 * @throws {@link ForeignFollowersFileError}, {@link FollowersFileUnavailableError}
 */
export function openSqliteFollowerState({ folder, nowMs = Date.now }: SqliteFollowerStateOptions): FollowerState {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FOLLOWERS_FILE);
  const opened: Database.Database[] = [];
  const open = (synchronous: 'FULL' | 'NORMAL'): Database.Database => {
    const database = new Database(file, { timeout: FOLLOWERS_BUSY_TIMEOUT_MS });
    opened.push(database);
    prepareTables(database, file);
    database.pragma('journal_mode = WAL'); // only now: it would change another program's file
    database.pragma(`synchronous = ${synchronous}`);
    return database;
  };
  try {
    return new SqliteFollowerState(open('FULL'), open('NORMAL'), nowMs);
  } catch (error) {
    for (const database of opened) database.close();
    throw sentenceFor(file, error);
  }
}

/** Told by the form of SQLite's code, not by class: a module loaded twice has two. */
function sentenceFor(file: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return error;
  if (code === 'SQLITE_NOTADB')
    return new ForeignFollowersFileError(`${file} is not a follower state of Taizhang: it is no SQLite database.`);
  return new FollowersFileUnavailableError(`${file} cannot be used (${code}).`, { cause: error });
}

function prepareTables(database: Database.Database, file: string): void {
  database
    .transaction(() => {
      const application = database.pragma('application_id', { simple: true });
      const version = database.pragma('user_version', { simple: true });
      const fresh = application === 0 && database.prepare('select 1 from sqlite_schema').get() === undefined;
      if (!fresh && application !== FOLLOWERS_APPLICATION_ID) {
        throw new ForeignFollowersFileError(`${file} is not a follower state of Taizhang: another program wrote it.`);
      }
      if (!fresh && version !== FOLLOWERS_SCHEMA_VERSION) {
        throw new ForeignFollowersFileError(
          `${file} has version ${String(version)}, this program knows ${String(FOLLOWERS_SCHEMA_VERSION)}.`,
        );
      }
      database.exec(FOLLOWER_TABLES);
      database.pragma(`application_id = ${String(FOLLOWERS_APPLICATION_ID)}`);
      database.pragma(`user_version = ${String(FOLLOWERS_SCHEMA_VERSION)}`);
    })
    .immediate();
}

/** Synchronous work behind the asynchronous port; what SQLite throws rejects. */
class SqliteFollowerState implements FollowerState {
  private readonly allMarks: SqliteMarks;
  private readonly parking: SqliteParking;
  private readonly leases: SqliteLeases;

  constructor(
    private readonly durable: Database.Database,
    private readonly quick: Database.Database,
    private readonly nowMs: () => number,
  ) {
    this.allMarks = new SqliteMarks(quick);
    this.parking = new SqliteParking(durable);
    this.leases = new SqliteLeases(quick);
  }

  async mark(consumer: string, ledger: LedgerId): Promise<InboxMark | undefined> {
    return this.allMarks.mark(consumer, ledger);
  }

  async consumers(): Promise<readonly string[]> {
    return this.allMarks.consumers();
  }

  async *marks(consumer: string): AsyncGenerator<{ readonly ledger: LedgerId; readonly mark: InboxMark }> {
    yield* this.allMarks.marks(consumer);
  }

  async saveMark(
    consumer: string,
    ledger: LedgerId,
    mark: InboxMark,
    expected: InboxMark | undefined,
  ): Promise<boolean> {
    return this.allMarks.save(consumer, ledger, mark, expected);
  }

  async forgetMarks(consumer: string): Promise<void> {
    this.allMarks.forgetAll(consumer);
  }

  async recordAttempt(attempt: FailedAttempt): Promise<AttemptCount> {
    return this.parking.recordAttempt(attempt);
  }

  async park(parked: ParkedLedger): Promise<void> {
    this.parking.park(parked);
  }

  async parked(filter?: { readonly consumer?: string; readonly ledger?: LedgerId }): Promise<readonly ParkedLedger[]> {
    return this.parking.parked(filter);
  }

  async unpark(decision: ParkedDecision): Promise<boolean> {
    return this.parking.unpark(decision);
  }

  async decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]> {
    return this.parking.decisions(consumer, ledger);
  }

  async recordRefusal(refusal: RefusedReaction): Promise<void> {
    this.parking.recordRefusal(refusal);
  }

  async refusals(consumer: string): Promise<readonly RefusedReaction[]> {
    return this.parking.refusals(consumer);
  }

  async acquireLeases(
    name: string,
    buckets: readonly number[],
    holder: string,
    ttlMs: number,
  ): Promise<readonly Lease[]> {
    return this.leases.acquire(name, buckets, holder, ttlMs, this.nowMs());
  }

  async releaseLeases(name: string, holder: string): Promise<void> {
    this.leases.releaseAll(name, holder);
  }

  async close(): Promise<void> {
    this.quick.close();
    this.durable.close();
  }
}
