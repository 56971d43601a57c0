import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  FOLLOWERS_FILE,
  FollowersFileUnavailableError,
  ForeignFollowersFileError,
  openSqliteFollowerState,
} from './sqlite-follower-state.js';

describe('followers.sqlite', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'followers-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is opened again with what it held', async () => {
    const mark = { idx: 3, leafHash: 'a'.repeat(64) };
    const first = openSqliteFollowerState({ folder });
    await first.saveMark('view-1', 'issues/wgx-0371', mark, undefined);
    await first.close();
    const second = openSqliteFollowerState({ folder });
    expect(await second.mark('view-1', 'issues/wgx-0371')).toEqual(mark);
    await second.close();
  });

  it('refuses a database of something else, and one of a later version', async () => {
    const file = join(folder, FOLLOWERS_FILE);
    const foreign = new Database(file);
    foreign.exec('create table other (id integer)');
    foreign.close();
    expect(() => openSqliteFollowerState({ folder })).toThrow(ForeignFollowersFileError);
    await rm(file);
    await openSqliteFollowerState({ folder }).close();
    const later = new Database(file);
    later.pragma('user_version = 99');
    later.close();
    expect(() => openSqliteFollowerState({ folder })).toThrow(/version 99/);
  });

  it('leaves as it is what another program wrote, or holds', async () => {
    const file = join(folder, FOLLOWERS_FILE);
    await writeFile(file, 'not a database\n'.repeat(100));
    expect(() => openSqliteFollowerState({ folder })).toThrow(ForeignFollowersFileError);
    await rm(file);
    const foreign = new Database(file);
    foreign.exec('create table other (id integer)');
    const before = await readFile(file);
    expect(() => openSqliteFollowerState({ folder })).toThrow(ForeignFollowersFileError);
    expect((await readFile(file)).equals(before)).toBe(true);
    foreign.exec('begin exclusive');
    expect(() => openSqliteFollowerState({ folder })).toThrow(FollowersFileUnavailableError);
    foreign.close();
  });
});
