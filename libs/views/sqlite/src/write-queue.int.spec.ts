import Database from 'better-sqlite3';
import { ViewStoreBusyError } from '@taizhang/views-port';
import { MAX_ROWS_PER_TRANSACTION, MAX_WAITING_WRITES, WriteQueue } from './write-queue.js';

describe('the queue of writes', () => {
  let database: Database.Database;
  let queue: WriteQueue;
  let transactions: string[];

  beforeEach(() => {
    transactions = [];
    database = new Database(':memory:', {
      verbose: (sql) => {
        if (sql === 'COMMIT' || sql === 'ROLLBACK') transactions.push(sql);
      },
    });
    database.exec('CREATE TABLE rows (n INTEGER UNIQUE)');
    queue = new WriteQueue(database, (error) => error);
  });

  afterEach(() => {
    database.close();
  });

  function insert(...numbers: readonly number[]): () => void {
    return () => {
      for (const n of numbers) database.prepare<[number]>('INSERT INTO rows (n) VALUES (?)').run(n);
    };
  }

  function numbers(): readonly unknown[] {
    return database.prepare('SELECT n FROM rows ORDER BY n').pluck().all();
  }

  it('writes what waits at the same moment in one transaction', async () => {
    await Promise.all([1, 2, 3].map((n) => queue.write(1, insert(n))));
    expect(numbers()).toEqual([1, 2, 3]);
    expect(transactions).toEqual(['COMMIT']);
  });

  it('lets each write succeed or fail alone, with all of its rows or none', async () => {
    const settled = await Promise.allSettled([
      queue.write(1, insert(1)),
      queue.write(2, insert(2, 1)),
      queue.write(1, insert(3)),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(numbers()).toEqual([1, 3]);
  });

  it('begins another transaction when one has rows enough', async () => {
    await Promise.all([1, 2, 3].map((n) => queue.write(MAX_ROWS_PER_TRANSACTION / 2, insert(n))));
    expect(transactions).toEqual(['COMMIT', 'COMMIT']);
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('refuses a write when too many wait, and takes it when they are done', async () => {
    const waiting = Array.from({ length: MAX_WAITING_WRITES }, (_, n) => queue.write(1, insert(n)));
    await expect(queue.write(1, insert(-1))).rejects.toThrow(ViewStoreBusyError);
    await Promise.all(waiting);
    await queue.write(1, insert(-1));
    expect(numbers()).toHaveLength(MAX_WAITING_WRITES + 1);
  });

  it('fails all writes of a transaction that cannot be committed', async () => {
    database.exec(
      'PRAGMA foreign_keys = ON; CREATE TABLE owned (n INTEGER REFERENCES rows (n) DEFERRABLE INITIALLY DEFERRED)',
    );
    const settled = await Promise.allSettled([
      queue.write(1, insert(1)),
      queue.write(1, () => {
        database.prepare('INSERT INTO owned (n) VALUES (99)').run();
      }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(numbers()).toEqual([]);
  });
});
