import { type Lease, MAX_LEASE_TTL_MS } from '@taizhang/messaging-port';
import type Database from 'better-sqlite3';

/** Leases in SQLite. The database is a file on a local disk, so the store's time is the machine's. */
export class SqliteLeases {
  private readonly take: Database.Statement<[string, number, string, number, number, number]>;
  private readonly held: Database.Statement<[string, string, number, number], Lease>;
  private readonly release: Database.Statement<[string, string]>;
  private readonly takeAll: Database.Transaction<
    (name: string, buckets: readonly number[], holder: string, nowMs: number, untilMs: number) => readonly Lease[]
  >;

  constructor(database: Database.Database) {
    this.take = database.prepare(
      `insert into leases (name, bucket, holder, term, until_ms) values (?, ?, ?, 1, ?)
       on conflict (name, bucket) do update set
         term = term + (holder <> excluded.holder), holder = excluded.holder, until_ms = excluded.until_ms
       where holder = excluded.holder or until_ms <= ? or until_ms > ?`,
    );
    this.held = database.prepare(
      'select name, bucket, holder, term from leases where name = ? and holder = ? and until_ms > ? and until_ms <= ? order by bucket',
    );
    this.release = database.prepare('update leases set until_ms = 0 where name = ? and holder = ?');
    this.takeAll = database.transaction((name, buckets, holder, nowMs, untilMs) => {
      const beyond = nowMs + MAX_LEASE_TTL_MS;
      for (const bucket of buckets) this.take.run(name, bucket, holder, untilMs, nowMs, beyond);
      const wanted = new Set(buckets);
      return this.held.all(name, holder, nowMs, beyond).filter(({ bucket }) => wanted.has(bucket));
    });
  }

  acquire(name: string, buckets: readonly number[], holder: string, ttlMs: number, nowMs: number): readonly Lease[] {
    return this.takeAll.immediate(name, buckets, holder, nowMs, nowMs + Math.min(ttlMs, MAX_LEASE_TTL_MS));
  }

  /** Ends the leases but keeps their terms, which must not start anew. */
  releaseAll(name: string, holder: string): void {
    this.release.run(name, holder);
  }
}
