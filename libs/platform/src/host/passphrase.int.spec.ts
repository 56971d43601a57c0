import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSPHRASE_FILE, readPassphrase } from './passphrase.js';

const freshFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'taizhang-passphrase-'));

describe('the passphrase of the key store', () => {
  it('is TAIZHANG_KEK, or the content of TAIZHANG_KEK_FILE without the line’s end', async () => {
    const folder = await freshFolder();
    const file = join(folder, 'kek');
    await writeFile(file, 'from a file\n');
    await expect(readPassphrase({ TAIZHANG_KEK: 'given' }, folder)).resolves.toBe('given');
    await expect(readPassphrase({ TAIZHANG_KEK_FILE: file }, folder)).resolves.toBe('from a file');
  });

  it('is made at the first start otherwise, once among several processes, for its owner’s eyes only', async () => {
    const folder = join(await freshFolder(), 'keys');
    const made = await Promise.all(Array.from({ length: 8 }, () => readPassphrase({}, folder)));
    expect(new Set(made).size).toBe(1);
    expect(made[0]).toMatch(/^[\w-]{43}$/);
    const file = join(folder, PASSPHRASE_FILE);
    expect((await readFile(file, 'utf8')).trim()).toBe(made[0]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['missing', undefined],
    ['empty', ' \n'],
  ])('is refused in one sentence where the named file is %s', async (_how, content) => {
    const folder = await freshFolder();
    const file = join(folder, 'kek');
    if (content !== undefined) await writeFile(file, content);
    await expect(readPassphrase({ TAIZHANG_KEK_FILE: file }, folder)).rejects.toMatchObject({ code: 'KEK_MISSING' });
  });
});
