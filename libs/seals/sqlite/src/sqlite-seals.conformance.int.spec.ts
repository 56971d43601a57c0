import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardRowsConformance, sealRowsConformance } from '@taizhang/seals-conformance';
import Database from 'better-sqlite3';
import { openSqliteGuardRows } from './sqlite-guard-rows.js';
import { openSqliteSealRows } from './sqlite-seal-rows.js';

const freshFile = async () => join(await mkdtemp(join(tmpdir(), 'taizhang-seals-')), 'seals.sqlite');

sealRowsConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteSealRows(place)),
});
guardRowsConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteGuardRows(place)),
});

describe('files of seals', () => {
  it('that are not ours are refused in one sentence, and stay as they are', async () => {
    const file = await freshFile();
    await writeFile(file, 'this is not a database, and longer than a header of one hundred bytes '.repeat(20));
    expect(() => openSqliteSealRows(file)).toThrow(expect.objectContaining({ code: 'FOREIGN_STORE' }));
    const guard = await freshFile();
    await openSqliteGuardRows(guard).close();
    expect(() => openSqliteSealRows(guard)).toThrow(expect.objectContaining({ code: 'FOREIGN_STORE' }));
    expect(() => openSqliteGuardRows('/nonexistent/guard.sqlite')).toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE' }),
    );
  });

  it('refuse by themselves what a guard refuses, whoever writes', async () => {
    const file = await freshFile();
    const rows = openSqliteGuardRows(file);
    await rows.advance('log/a', { size: 5, root: Buffer.alloc(32, 1), time: 9 }, undefined);
    const other = new Database(file);
    for (const change of ['size = 4', "root = x'00'", 'time = 8'])
      expect(() => other.exec(`UPDATE heads SET ${change}`)).toThrow(/never goes back/);
    expect(() => other.exec('DELETE FROM heads')).toThrow(/never deleted/);
    other.close();
    await rows.close();
  });
});
