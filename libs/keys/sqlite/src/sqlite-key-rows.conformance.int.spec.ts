import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
