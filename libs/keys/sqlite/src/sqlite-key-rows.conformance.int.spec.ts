import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keyStoreConformance } from '@taizhang/keys-conformance';
import { openSqliteKeyRows } from './sqlite-key-rows.js';

const freshFile = async () => join(await mkdtemp(join(tmpdir(), 'taizhang-keys-')), 'keys.sqlite');

keyStoreConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteKeyRows(place)),
});

describe('a key store file', () => {
  it('that is not ours is refused in one sentence', async () => {
    const file = await freshFile();
    await writeFile(file, 'this is not a database, and longer than a header of one hundred bytes '.repeat(20));
    expect(() => openSqliteKeyRows(file)).toThrow(expect.objectContaining({ code: 'KEY_STORE_FOREIGN' }));
  });

  it('in a folder that does not exist is refused in one sentence', () => {
    expect(() => openSqliteKeyRows('/nonexistent/keys.sqlite')).toThrow(
      expect.objectContaining({ code: 'KEY_STORE_UNAVAILABLE' }),
    );
  });
});

describe('destroyed rows', () => {
  it('rest in no file of the store, its journal included, while others have it open', async () => {
    const file = await freshFile();
    const [rows, other] = [openSqliteKeyRows(file), openSqliteKeyRows(file)];
    const marked = (i: number) => Buffer.from(`MARKED-SECRET-${String(i)}`);
    const ids = Array.from({ length: 300 }, (_, i) => `a/${String(i)}`);
    await rows.insertAll(
      ids.map((id, i) => ({ id, open: `MARKED-OPEN-${String(i)}`, wrapped: marked(i), group: 'g' })),
    );
    expect(await other.count('a/')).toBe(300);
    const found = async () => {
      const names = await readdir(dirname(file));
      const contents = await Promise.all(names.map((name) => readFile(join(dirname(file), name))));
      return contents.some((bytes) => bytes.includes('MARKED-'));
    };
    expect(await found()).toBe(true);
    await rows.replaceAll(
      ids.slice(0, 100).map((id, i) => ({ row: { id, open: '', wrapped: Buffer.from('x') }, was: marked(i) })),
    );
    await other.deleteAll(ids.slice(100));
    expect(await found()).toBe(false);
    await Promise.all([rows.close(), other.close()]);
  });
});
