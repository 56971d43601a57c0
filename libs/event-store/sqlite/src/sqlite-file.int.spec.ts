import { ForeignStoreError, StoreUnavailableError } from '@taizhang/event-store-port';
import { manualClock, systemEntropy, type JsonObject } from '@taizhang/kernel';
import { aCommit, anEvent, derivedLedgerKeys } from '@taizhang/testkit';
import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteEventStore } from './create-sqlite-event-store.js';
import { openDatabase, openDatabaseToRead } from './open-database.js';
import { openSqliteLedgersToRead } from './read-only-ledgers.js';
import { unavailable } from './sqlite-errors.js';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-file-'));
  file = join(folder, 'events.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function openStore() {
  return createSqliteEventStore({
    file,
    authority: 'rectify.example',
    clock: manualClock('2014-03-20T01:00:00.000Z'),
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
}

/** A store with one commit and one disclosure in its file, closed again. */
async function storedOnce(): Promise<void> {
  const store = openStore();
  await store.append('issues/wgx-0001', aCommit());
  await store.stop();
}

function refusal(open: () => unknown): Error {
  try {
    open();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('opened, where a refusal was due');
}

describe('a file that cannot be used is refused in one sentence', () => {
  it('no database', () => {
    writeFileSync(file, 'a letter, not a database'.repeat(100));
    const error = refusal(openStore);
    expect(error).toBeInstanceOf(ForeignStoreError);
    expect(error.message).toBe(`${file} is not an event store: it is no SQLite database.`);
    expect(readFileSync(file, 'utf8')).toContain('a letter');
  });

  it("another program's database, which stays as it was", () => {
    const other = new Database(file);
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    const before = readFileSync(file);
    const error = refusal(openStore);
    expect(error).toBeInstanceOf(ForeignStoreError);
    expect(error.message).toBe(`${file} is not an event store: another program wrote it.`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('a later version of ours', async () => {
    await storedOnce();
    const later = new Database(file);
    later.pragma('user_version = 99');
    later.close();
    const error = refusal(openStore);
    expect(error).toBeInstanceOf(ForeignStoreError);
    expect(error.message).toBe(`${file} is an event store of version 99; this program knows version 1.`);
  });

  it('locked by a program that keeps it for itself', async () => {
    await storedOnce();
    const owner = new Database(file);
    owner.pragma('locking_mode = EXCLUSIVE');
    owner.exec('BEGIN EXCLUSIVE');
    const error = refusal(openStore);
    owner.close();
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toBe(`The event store ${file} is locked by another process.`);
  });

  it('damaged', async () => {
    await storedOnce();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 100));
    expect(refusal(openStore).message).toBe(`The event store ${file} is damaged.`);
  });

  it('in a folder that does not exist', () => {
    file = join(folder, 'missing', 'events.sqlite');
    const error = refusal(openStore);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain(file);
  });
});

describe('commits are never changed: the engine itself refuses', () => {
  it.each([
    "UPDATE commits SET time = ''",
    'DELETE FROM commits',
    'REPLACE INTO commits SELECT place, id, digest, idx, cnt, time, stored_at, leaves FROM commits',
    'UPDATE stream_commits SET to_rev = 7',
    'DELETE FROM stream_commits',
    "UPDATE ledgers SET ledger = 'issues/other'",
    'DELETE FROM ledgers',
  ])('%s', async (statement) => {
    await storedOnce();
    const db = openDatabase(file);
    const rows = () => db.prepare('SELECT * FROM commits ORDER BY place').all();
    const before = rows();
    expect(() => db.exec(statement)).toThrow(/are never (changed|deleted|renamed)/);
    expect(rows()).toEqual(before);
    db.close();
  });
});

describe('a disk that fills up', () => {
  it('refuses what finds no room, keeps what was recorded, and goes on when there is room', async () => {
    await storedOnce();
    const db = openDatabase(file);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${String(pages + 1)}`);
    const insert = () => db.exec("INSERT INTO commits VALUES (4294967999, 'x', 'd', 1, 1, '', '', zeroblob(60000))");
    let thrown: unknown;
    try {
      insert();
    } catch (error) {
      thrown = error;
    }
    expect(unavailable(file, thrown).message).toBe(`The event store ${file} cannot grow: the disk is full.`);
    db.close();
    const store = openStore();
    const pad = 'x'.repeat(60_000);
    expect(
      (await store.append('issues/wgx-0001', aCommit({ events: [anEvent('issue/1', { data: { pad } })] }))).idx,
    ).toBe(2);
    await store.stop();
  });
});

describe('ledgers that are opened for reading alone', () => {
  const asRecorded = (_type: string, schema: number, data: JsonObject) => ({ schema, data });

  it('can be read beside a writer, and not be written', async () => {
    const writer = openStore();
    await writer.append('issues/wgx-0001', aCommit());
    const ledgers = openSqliteLedgersToRead(folder, asRecorded);
    await writer.append('issues/wgx-0001', aCommit({ events: ['issue/2'] }));
    const read: number[] = [];
    for await (const { idx } of ledgers.readLedger('issues/wgx-0001')) read.push(idx);
    expect(read).toEqual([0, 1, 2]);
    expect(await ledgers.head('issues/wgx-0001')).toMatchObject({ size: 3 });
    await ledgers.close();
    await writer.stop();
    const db = openDatabaseToRead(file);
    expect(() => db.exec('CREATE TABLE t (x)')).toThrow(/readonly/);
    db.close();
  });

  it('are not made where there are none, and a file of something else is refused', () => {
    expect(refusal(() => openSqliteLedgersToRead(folder, asRecorded))).toBeInstanceOf(StoreUnavailableError);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, 'not a database, but long enough to be read as the header of one');
    expect(refusal(() => openSqliteLedgersToRead(folder, asRecorded))).toBeInstanceOf(ForeignStoreError);
  });
});
