import type Database from 'better-sqlite3';
import { ViewStoreBusyError } from '@taizhang/views-port';

/** Most writes that wait for a transaction; one more is refused. */
export const MAX_WAITING_WRITES = 10_000;
/** Most rows after which a transaction takes no further write: bounds how long the thread is held. */
export const MAX_ROWS_PER_TRANSACTION = 4_096;

interface WaitingWrite {
  readonly rows: number;
  readonly run: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes of all views of a connection, several to one transaction (and so to one fsync). Each succeeds or fails alone; it
 * resolves when its transaction is durable.
 */
export class WriteQueue {
  #waiting: WaitingWrite[] = [];
  #flush: NodeJS.Immediate | undefined;

  constructor(
    private readonly database: Database.Database,
    private readonly explain: (error: unknown) => unknown,
  ) {}

  /** @param rows how many rows `run` writes, about. @throws {@link ViewStoreBusyError} when too many wait. */
  async write(rows: number, run: () => void): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING_WRITES) throw new ViewStoreBusyError('too many writes of views wait');
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ rows, run, resolve, reject });
      this.#flush ??= setImmediate(() => {
        this.flush();
      });
    });
  }

  /** Writes what waits now. */
  flush(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    while (this.#waiting.length > 0) this.#commit(this.#take());
  }

  #take(): readonly WaitingWrite[] {
    let rows = 0;
    const end = this.#waiting.findIndex((write) => (rows += write.rows) >= MAX_ROWS_PER_TRANSACTION);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end + 1);
  }

  #commit(writes: readonly WaitingWrite[]): void {
    const failed = new Map<WaitingWrite, unknown>();
    try {
      this.database.exec('BEGIN IMMEDIATE');
      for (const write of writes) this.#attempt(write, failed);
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      for (const write of writes) write.reject(this.explain(error));
      return;
    }
    for (const write of writes) {
      if (failed.has(write)) write.reject(this.explain(failed.get(write)));
      else write.resolve();
    }
  }

  #attempt(write: WaitingWrite, failed: Map<WaitingWrite, unknown>): void {
    this.database.exec('SAVEPOINT attempt');
    try {
      write.run();
    } catch (error) {
      if (!this.database.inTransaction) throw error; // SQLite gave up the whole transaction (disk full)
      this.database.exec('ROLLBACK TO attempt');
      failed.set(write, error);
    }
    this.database.exec('RELEASE attempt');
  }
}
