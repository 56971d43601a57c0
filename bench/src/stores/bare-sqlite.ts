import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { JsonObject } from '@taizhang/kernel';
import type { BenchStore, Peer } from '../bench-store.js';

/** Events per transaction of the bare catch-up: the batch that our own runner uses. */
const CATCH_UP_BATCH = 512;
const VERSION = '12.11.1';
const DURABILITY = 'WAL, synchronous=FULL';

function openDatabase(folder: string): Database.Database {
  const database = new Database(join(folder, 'bare.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE events (
    pos INTEGER PRIMARY KEY, stream TEXT NOT NULL, rev INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
    UNIQUE (stream, rev))`);
  return database;
}

/** better-sqlite3 and nothing else: one row per event, the version guarded by a unique index. */
class BareSqlite implements BenchStore {
  protected readonly database: Database.Database;
  protected readonly insert: Database.Statement;

  constructor(folder: string) {
    this.database = openDatabase(folder);
    this.insert = this.database.prepare('INSERT INTO events (stream, rev, type, data) VALUES (?, ?, ?, ?)');
  }

  append(stream: string, expected: number, events: readonly JsonObject[]): Promise<void> {
    if (events.length === 1) this.write(stream, expected, events);
    else this.database.transaction(() => this.write(stream, expected, events)).immediate();
    return Promise.resolve();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface reads asynchronously; this engine does not
  async *readStream(stream: string): AsyncIterable<JsonObject> {
    yield* this.parsed('SELECT data FROM events WHERE stream = ? ORDER BY rev', stream);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- see readStream
  async *readAll(): AsyncIterable<JsonObject> {
    yield* this.parsed('SELECT data FROM events ORDER BY pos');
  }

  catchUp(limit: number): Promise<{ readonly counted: number; readonly note: string }> {
    this.database.exec(
      'CREATE TABLE kv (key TEXT PRIMARY KEY, count INTEGER, sum INTEGER); CREATE TABLE mark (pos INTEGER); INSERT INTO mark VALUES (0)',
    );
    const page = this.database.prepare('SELECT pos, data FROM events WHERE pos > ? AND pos <= ? ORDER BY pos LIMIT ?');
    const upsert = this.database.prepare(
      'INSERT INTO kv VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1, sum = sum + excluded.sum',
    );
    const mark = this.database.prepare('UPDATE mark SET pos = ?');
    const step = this.database.transaction((after: number) => {
      const rows = page.all(after, limit, CATCH_UP_BATCH) as { pos: number; data: string }[]; // columns as selected
      for (const { data } of rows) {
        const { key, amount } = JSON.parse(data) as { key: string; amount: number }; // our own payload
        upsert.run(key, amount);
      }
      const last = rows.at(-1)?.pos ?? after;
      mark.run(last);
      return rows.length === 0 ? undefined : last;
    });
    for (let at: number | undefined = 0; at !== undefined;) at = step.immediate(at);
    const { counted } = this.database.prepare('SELECT sum(count) AS counted FROM kv').get() as { counted: number }; // one row
    return Promise.resolve({ counted, note: `batches of ${String(CATCH_UP_BATCH)}` });
  }

  close(): Promise<void> {
    this.database.close();
    return Promise.resolve();
  }

  protected write(stream: string, expected: number, events: readonly JsonObject[]): void {
    events.forEach((data, i) => this.insert.run(stream, expected + 1 + i, 'DecisionRecorded', JSON.stringify(data)));
  }

  private *parsed(sql: string, ...parameters: string[]): Iterable<JsonObject> {
    for (const { data } of this.database.prepare(sql).iterate(...parameters) as Iterable<{ data: string }>) {
      yield JSON.parse(data) as JsonObject; // our own payload
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

  override append(stream: string, expected: number, events: readonly JsonObject[]): Promise<void> {
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

/** The limit of SQLite, without and with grouped commits. */
export const bareSqlitePeers: readonly Peer[] = [
  {
    name: 'bare better-sqlite3',
    version: VERSION,
    durability: DURABILITY,
    open: (folder) => Promise.resolve(new BareSqlite(folder)),
  },
  {
    name: 'bare better-sqlite3, grouped',
    version: VERSION,
    durability: DURABILITY,
    open: (folder) => Promise.resolve(new BareSqliteGrouped(folder)),
  },
];
