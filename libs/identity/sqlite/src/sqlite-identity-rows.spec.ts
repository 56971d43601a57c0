import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { identityStoreConformance } from '@taizhang/identity-conformance';
import { openSqliteIdentityRows } from './sqlite-identity-rows.js';

const freshFile = async () => join(await mkdtemp(join(tmpdir(), 'taizhang-identity-')), 'identity.sqlite');

identityStoreConformance({
  name: 'SQLite',
  freshPlace: freshFile,
  open: (place) => Promise.resolve(openSqliteIdentityRows(place)),
});

describe('an identity store file', () => {
  it('that is not ours is refused in one sentence', async () => {
    const file = await freshFile();
    await writeFile(file, 'this is not a database, and longer than a header of one hundred bytes '.repeat(20));
    expect(() => openSqliteIdentityRows(file)).toThrow(expect.objectContaining({ code: 'IDENTITY_STORE_FOREIGN' }));
  });

  it('in a folder that does not exist is refused in one sentence', () => {
    expect(() => openSqliteIdentityRows('/nonexistent/identity.sqlite')).toThrow(
      expect.objectContaining({ code: 'IDENTITY_STORE_UNAVAILABLE' }),
    );
  });

  it('holds nothing of what was replaced or removed', async () => {
    const file = await freshFile();
    const rows = openSqliteIdentityRows(file);
    const row = { kind: 'session', id: 's-1', revision: 0, content: { mark: 'MARKED-1' } } as const;
    await rows.add(row);
    await rows.add({ ...row, id: 's-2', content: { mark: 'MARKED-2' } });
    await rows.replace({ ...row, revision: 1, content: {} });
    await rows.remove('session', 's-2');
    const folder = dirname(file);
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    expect(files.some((bytes) => bytes.includes('MARKED-'))).toBe(false);
    await rows.close();
  });
});
