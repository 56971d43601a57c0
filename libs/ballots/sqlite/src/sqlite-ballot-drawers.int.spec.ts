import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ballotBoxConformance } from '@taizhang/ballots-conformance';
import Database from 'better-sqlite3';
import { openSqliteBallotDrawers } from './sqlite-ballot-drawers.js';

const freshFile = async () => join(await mkdtemp(join(tmpdir(), 'taizhang-ballots-')), 'ballots.sqlite');

ballotBoxConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteBallotDrawers(place)),
});

describe('a file of ballot boxes', () => {
  it('that is not ours is refused in one sentence', async () => {
    const file = await freshFile();
    await writeFile(file, 'this is not a database, and longer than a header of one hundred bytes '.repeat(20));
    expect(() => openSqliteBallotDrawers(file)).toThrow(expect.objectContaining({ code: 'BALLOT_BOX_FOREIGN' }));
    const other = await freshFile();
    new Database(other).exec('CREATE TABLE something (id INTEGER)').close();
    expect(() => openSqliteBallotDrawers(other)).toThrow(expect.objectContaining({ code: 'BALLOT_BOX_FOREIGN' }));
  });

  it('in a folder that does not exist is refused in one sentence', () => {
    expect(() => openSqliteBallotDrawers('/nonexistent/ballots.sqlite')).toThrow(
      expect.objectContaining({ code: 'BALLOT_BOX_UNAVAILABLE' }),
    );
  });

  it('numbers nothing: its tables are without row ids, and no column has a time', async () => {
    const file = await freshFile();
    await openSqliteBallotDrawers(file).close();
    const database = new Database(file);
    const tables = database.pragma('table_list') as readonly { name: string; wr: number; schema: string }[]; // as documented
    const own = tables.filter(({ name, schema }) => schema === 'main' && !name.startsWith('sqlite_'));
    expect(own.map(({ name, wr }) => [name, wr]).sort()).toEqual([
      ['boxes', 1],
      ['drawers', 1],
    ]);
    const columns = database.pragma('table_info(drawers)') as readonly { name: string }[]; // as documented
    expect(columns.map(({ name }) => name)).toEqual(['box', 'drawer', 'revision', 'content']);
    database.close();
  });

  it('holds nothing of a destroyed box, its journal included, while others have it open', async () => {
    const file = await freshFile();
    const [one, other] = [openSqliteBallotDrawers(file), openSqliteBallotDrawers(file)];
    const marked = (revision: number) =>
      Array.from({ length: 64 }, (_none, i) => ({
        box: 'b',
        drawer: `r${String(i)}`,
        revision,
        content: Buffer.from(`MARKED-${String(revision)}-${String(i)}`),
      }));
    const found = async () => {
      const names = await readdir(dirname(file));
      const contents = await Promise.all(names.map((name) => readFile(join(dirname(file), name))));
      return contents.some((bytes) => bytes.includes('MARKED-'));
    };
    await one.make('b', marked(1));
    await other.write(marked(2));
    expect(await found()).toBe(true);
    await one.destroy('b');
    expect(await found()).toBe(false);
    await Promise.all([one.close(), other.close()]);
  });
});
