import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openDatabase } from './open-database.js';
import { prepareStatements } from './statements.js';

describe('what followers ask again and again', () => {
  let folder: string;
  let database: Database.Database;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-plans-'));
    database = openDatabase(join(folder, 'events.sqlite'));
  });
  afterAll(async () => {
    database.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['heads', 'ledgers_by_stored_at'],
    ['storedSince', 'commits_by_stored_at'],
  ] as const)('%s looks only at what was stored lately, however many ledgers are quiet', (name, index) => {
    const { source } = prepareStatements(database)[name];
    const parameters = Array.from({ length: source.split('?').length - 1 }, () => '');
    const plan = database
      .prepare<string[], string>(`EXPLAIN QUERY PLAN ${source}`)
      .all(...parameters)
      .map((row) => JSON.stringify(row));
    expect(plan.some((step) => step.includes(`INDEX ${index} (stored_at>?)`))).toBe(true);
    expect(plan.filter((step) => /SCAN (ledgers|commits)/.test(step))).toEqual([]);
  });
});
