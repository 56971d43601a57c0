import { join } from 'node:path';
import { CHECKPOINT_PAGES } from '@taizhang/event-store-sqlite';
import Database from 'better-sqlite3';
import type { JsonObject, StreamId } from '@taizhang/kernel';
import type { BenchStore, BenchView, OpenOptions, Peer, Visit } from '../bench-store.js';
import { Stopwatch } from '../stopwatch.js';
import { durabilityOf } from './sqlite-settings.js';
import { installedVersion } from './versions.js';

/** Events per transaction of the bare catch-up: the batch that our own runner uses. */
const CATCH_UP_BATCH = 512;

function openDatabase(folder: string): Database.Database {
  const database = new Database(join(folder, 'bare.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
  database.exec(`CREATE TABLE events (
    pos INTEGER PRIMARY KEY, stream TEXT NOT NULL, rev INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
    UNIQUE (stream, rev))`);
  return database;
}

/** better-sqlite3 and nothing else: one row per event, the version guarded by a unique index. */
class BareSqlite implements BenchStore {
  readonly durability: string;
  private readonly insert: Database.Statement<[string, number, string, string]>;
  private readonly insertAll: Database.Transaction<
    (stream: string, expected: number, events: readonly JsonObject[]) => void
  >;

  constructor(protected readonly database: Database.Database) {
    this.durability = durabilityOf(database);
    this.insert = database.prepare('INSERT INTO events (stream, rev, type, data) VALUES (?, ?, ?, ?)');
    this.insertAll = database.transaction((stream, expected, events) => {
      this.write(stream, expected, events);
    });
  }

  async append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void> {
    if (events.length === 1) this.write(stream, expected, events);
    else this.insertAll.immediate(stream, expected, events);
  }

  async readStream(stream: StreamId, visit: Visit): Promise<void> {
    this.tell('SELECT data FROM events WHERE stream = ? ORDER BY rev', [stream], visit);
  }

  async readAll(visit: Visit): Promise<void> {
    this.tell('SELECT data FROM events ORDER BY pos', [], visit);
  }

  async openView(): Promise<BenchView> {
    return new BareSqliteView(this.database);
  }

  async close(): Promise<void> {
    this.database.close();
  }

  protected write(stream: StreamId | string, expected: number, events: readonly JsonObject[]): void {
    events.forEach((data, i) => this.insert.run(stream, expected + 1 + i, 'DecisionRecorded', JSON.stringify(data)));
  }

  private tell(sql: string, parameters: readonly string[], visit: Visit): void {
    const rows = this.database
      .prepare<string[], string>(sql)
      .pluck(true)
      .iterate(...parameters);
    for (const data of rows) {
      if (!visit(JSON.parse(data) as JsonObject)) return; // as: our own payload
    }
  }
}

/** The same, collecting what waits into one transaction: the limit for W2. */
class BareSqliteGrouped extends BareSqlite {
  private waiting: {
    readonly run: () => void;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }[] = [];

  override append(stream: StreamId, expected: number, events: readonly JsonObject[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ run: () => this.write(stream, expected, events), resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const group = this.waiting;
    this.waiting = [];
    try {
      this.database.transaction(() => group.forEach(({ run }) => run())).immediate();
      group.forEach(({ resolve }) => resolve());
    } catch (error) {
      group.forEach(({ reject }) => reject(error));
    }
  }
}

/** Rows and checkpoint in one transaction per batch. */
class BareSqliteView implements BenchView {
  private readonly page: Database.Statement<[number, number, number], { pos: number; data: string }>;
  private readonly upsert: Database.Statement<[string, number]>;
  private readonly mark: Database.Statement<[number]>;

  constructor(private readonly database: Database.Database) {
    database.exec(
      'CREATE TABLE kv (key TEXT PRIMARY KEY, count INTEGER, sum INTEGER); CREATE TABLE mark (pos INTEGER); INSERT INTO mark VALUES (0)',
    );
    this.page = database.prepare('SELECT pos, data FROM events WHERE pos > ? AND pos <= ? ORDER BY pos LIMIT ?');
    this.upsert = database.prepare(
      'INSERT INTO kv VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1, sum = sum + excluded.sum',
    );
    this.mark = database.prepare('UPDATE mark SET pos = ?');
  }

  async catchUp(limit: number, limitS: number): Promise<string> {
    const watch = new Stopwatch(limitS);
    const step = this.database.transaction((after: number) => this.applyBatch(after, limit));
    for (let at: number | undefined = 0; at !== undefined && !watch.over;) at = step.immediate(at);
    return `batches of ${String(CATCH_UP_BATCH)}, rows and checkpoint in one transaction`;
  }

  async counted(): Promise<number> {
    return this.database.prepare<[], number>('SELECT coalesce(sum(count), 0) FROM kv').pluck(true).get() ?? 0;
  }

  async close(): Promise<void> {
    // Its tables lie in the store's file and end with it.
  }

  private applyBatch(after: number, limit: number): number | undefined {
    const rows = this.page.all(after, limit, CATCH_UP_BATCH);
    for (const { data } of rows) {
      const { key, amount } = JSON.parse(data) as { key: string; amount: number }; // as: our own payload
      this.upsert.run(key, amount);
    }
    const last = rows.at(-1)?.pos;
    if (last !== undefined) this.mark.run(last);
    return last;
  }
}

const VERSION = installedVersion('better-sqlite3');

/** The limit of SQLite, without and with grouped commits. */
export const bareSqlitePeers: readonly Peer[] = [
  {
    name: 'bare better-sqlite3',
    version: VERSION,
    technology: 'sqlite',
    role: { limitOf: ['W1', 'W3', 'W4', 'W5', 'W6', 'W8'] },
    open: async ({ folder }: OpenOptions) => new BareSqlite(openDatabase(folder)),
  },
  {
    name: 'bare better-sqlite3, grouped',
    version: VERSION,
    technology: 'sqlite',
    role: { limitOf: ['W2', 'W2.64-ledgers'] },
    open: async ({ folder }: OpenOptions) => new BareSqliteGrouped(openDatabase(folder)),
  },
];
