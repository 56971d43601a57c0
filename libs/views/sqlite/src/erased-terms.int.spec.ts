import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuardedWrite, ViewShape, ViewStorage } from '@taizhang/views-port';
import { openSqliteViewStorage } from './index.js';

const SHAPE: ViewShape = { name: 'works', version: 1, generation: 1, fields: { title: 'text' } };
/** Keyed hashes of the grams of a value, as they are stored. */
const HASHES = ['#Qm9sbGVuIGFuZCBncm93', '#c29tZXRoaW5nIGVsc2Ug'];
const before: GuardedWrite = {
  ledger: 'works/wgx-0371',
  key: 'a',
  idx: 1,
  doc: { title: null },
  terms: { title: HASHES },
  sealed: [],
  erases: false,
};
const after: GuardedWrite = { ...before, idx: 2, terms: {}, erases: true };

describe('search terms of an erased value', () => {
  let folder: string;
  let storage: ViewStorage;

  /** Hashes that some file of a folder holds: the database, its write-ahead log. */
  async function heldIn(where: string): Promise<readonly string[]> {
    const files = await Promise.all((await readdir(where)).map((name) => readFile(join(where, name))));
    return HASHES.filter((hash) => files.some((bytes) => bytes.includes(hash)));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'views-erased-'));
    storage = openSqliteViewStorage({ file: join(folder, 'views.sqlite') });
    await storage.ensure(SHAPE);
    await storage.write(SHAPE, [before]);
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });

  it('are in no file once the erasure is written, while the store stays open', async () => {
    expect(await heldIn(folder)).toEqual(HASHES);
    await storage.write(SHAPE, [after]);
    expect(await heldIn(folder)).toEqual([]);
  });

  it('are in no file once the store is opened after a program that ended before it emptied its journal', async () => {
    const died = await mkdtemp(join(tmpdir(), 'views-died-'));
    try {
      await storage.write(SHAPE, [{ ...after, erases: false }]); // as if it ended right after the write
      await cp(folder, died, { recursive: true });
      expect(await heldIn(died)).toEqual(HASHES);
      const revived = openSqliteViewStorage({ file: join(died, 'views.sqlite') });
      expect(await heldIn(died)).toEqual([]);
      await revived.close();
    } finally {
      await rm(died, { recursive: true });
    }
  });
});
