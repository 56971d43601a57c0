import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ViewStoreUnavailableError } from '@taizhang/views-port';
import { openDatabase, unavailable } from './open-database.js';
import { WriteQueue } from './write-queue.js';

describe('a file of views', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'views-file-'));
    file = join(folder, 'views.sqlite');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function expectRefusal(sentence: string): void {
    let refusal: unknown;
    try {
      openDatabase(file).close();
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(ViewStoreUnavailableError);
    expect(refusal).toHaveProperty('message', `${file} ${sentence}`);
  }

  it('is made, and opened again', () => {
    openDatabase(file).close();
    const database = openDatabase(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    database.close();
  });

  it('is refused when it is no database, or somebody else’s', async () => {
    await writeFile(file, 'a text that is no database, and long enough to be looked at by SQLite: '.repeat(20));
    expectRefusal('is not a database');
    await rm(file);
    const foreign = new Database(file);
    foreign.exec('CREATE TABLE theirs (a)');
    foreign.close();
    expectRefusal('is not a file of views of Taizhang');
  });

  it('is refused when its layout is another one', () => {
    const database = openDatabase(file);
    database.pragma('user_version = 99');
    database.close();
    expectRefusal('has a layout this program does not know');
  });

  it('is emptied when its layout is an older one, so that the views are built again', () => {
    const older = openDatabase(file);
    older.exec('CREATE TABLE "some-view.v1.documents" (ledger TEXT)');
    older.pragma('user_version = 1');
    older.close();
    const database = openDatabase(file);
    const tables = database.prepare('SELECT name FROM sqlite_master ORDER BY name').pluck().all();
    expect(tables).toEqual(['view_active', 'view_versions']);
    database.close();
    openDatabase(file).close();
  });

  it('is refused when its folder is not there or it is a folder itself', () => {
    file = join(folder, 'nosuch', 'views.sqlite');
    expectRefusal('cannot be opened: its folder does not exist');
    file = folder;
    expectRefusal('cannot be opened');
  });

  it.each([
    ['is locked by another process', 'the other one holds it'],
    ['is read-only', 'nothing may be written'],
    ['cannot grow: the disk is full', 'there is no page left'],
  ])('says in one sentence that it %s: %s', async (sentence) => {
    const database = openDatabase(file);
    database.exec('CREATE TABLE big (text TEXT)');
    const other = openDatabase(file);
    if (sentence.includes('locked')) {
      database.pragma('busy_timeout = 1');
      other.exec('BEGIN IMMEDIATE');
    }
    if (sentence.includes('read-only')) database.pragma('query_only = ON');
    if (sentence.includes('full'))
      database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
    const queue = new WriteQueue(database, (error) => unavailable(error, file));
    const writing = queue.write(1, () => {
      database.prepare<[string]>('INSERT INTO big (text) VALUES (?)').run('x'.repeat(100_000));
    });
    await expect(writing).rejects.toEqual(new ViewStoreUnavailableError(`${file} ${sentence}`));
    other.close();
    database.close();
  });
});
