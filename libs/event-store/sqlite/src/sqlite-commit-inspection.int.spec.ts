import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitInspectionConformance } from '@taizhang/event-store-conformance';
import Database from 'better-sqlite3';
import { holdFolder, type FolderHold } from './folder-hold.js';
import { openSqliteCommitInspection } from './sqlite-commit-inspection.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taizhang-inspection-'));
});
afterEach(() => rm(folder, { recursive: true }));

commitInspectionConformance({
  name: 'SQLite',
  reindexes: true,
  open: async () => Promise.resolve(openSqliteCommitInspection(join(folder, 'events.sqlite'))),
});

it('leaves the guards of the read index in their place', async () => {
  const file = join(folder, 'events.sqlite');
  const inspection = openSqliteCommitInspection(file);
  await inspection.reindex?.('issues/wgx-0371', nothing());
  await inspection.close();
  const database = new Database(file);
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck(true).all();
  database.close();
  expect(triggers).toEqual(expect.arrayContaining(['stream_commits_no_update', 'stream_commits_no_delete']));
});

async function* nothing(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}

describe('a data folder is held', () => {
  const holds: FolderHold[] = [];
  const hold = (how: 'shared' | 'alone') => {
    holds.push(holdFolder(folder, how));
  };
  afterEach(() => {
    for (const one of holds.splice(0)) one.release();
  });

  it('by several hosts, and by nobody alone meanwhile', () => {
    hold('shared');
    hold('shared');
    expect(() => hold('alone')).toThrow(/^A host is at work on /);
    holds.pop()?.release();
    expect(() => hold('alone')).toThrow(expect.objectContaining({ code: 'DATA_IN_USE' }));
    holds.pop()?.release();
    hold('alone');
  });

  it('by one alone, and by no host meanwhile', () => {
    hold('alone');
    expect(() => hold('shared')).toThrow(/is being mended or recovered/);
    expect(() => hold('alone')).toThrow(expect.objectContaining({ code: 'DATA_IN_USE' }));
    holds.pop()?.release();
    hold('shared');
  });
});
