import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemEntropy } from '@taizhang/kernel';
import { createKeyStore } from '@taizhang/keys-port';
import { openSqliteKeyRows } from '@taizhang/keys-sqlite';
import { PASSPHRASE_FILE, readPassphrase } from '@taizhang/platform';

const BIN = fileURLToPath(new URL('../taizhang.mjs', import.meta.url));

describe('taizhang keys', () => {
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'taizhang-cli-'));
  });
  afterEach(() => rm(data, { recursive: true }));

  interface Answer {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
  }
  const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    new Promise((resolve) => {
      const env = { PATH: process.env['PATH'], TAIZHANG_DATA: data, ...environment };
      const child = execFile(process.execPath, [BIN, ...args], { env }, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      });
    });

  const folder = () => join(data, 'keys');
  /** Keys as a host makes them: with a passphrase of its own beside them, unless told one. */
  async function withStore<T>(use: (store: Awaited<ReturnType<typeof createKeyStore>>) => Promise<T>, kek?: string) {
    await mkdir(folder(), { recursive: true });
    const passphrase = await readPassphrase({ TAIZHANG_KEK: kek, TAIZHANG_KEK_FILE: undefined }, folder());
    const store = await createKeyStore(openSqliteKeyRows(join(folder(), 'keys.sqlite')), {
      passphrase,
      entropy: systemEntropy,
    });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }
  const fill = (kek?: string) =>
    withStore(async (store) => {
      const { log, export: exporting } = await store.ledgerKeys('issues/b-1', 'x.example/issues/b-1');
      const { kid } = await store.subjectKey('issues/b-1', 'b-1.P-1');
      return { vkeys: [exporting.vkey, log.vkey], kid };
    }, kek);

  it('lists what there is and exports public keys, without secrets, also while others have the store open', async () => {
    const { vkeys, kid } = await fill();
    await withStore(async () => {
      const listed = await run(['keys', 'list'], { TAIZHANG_KEK: 'not needed' });
      expect(listed).toMatchObject({ code: 0, stderr: '' });
      expect(listed.stdout).toContain('key-encryption key: version 1\nsubject keys: 1, destroyed: 0\n');
      for (const vkey of vkeys) expect(listed.stdout).toContain(vkey);
      expect(listed.stdout).not.toContain(kid);
      expect(await run(['keys', 'export-public'])).toEqual({ code: 0, stdout: `${vkeys.join('\n')}\n`, stderr: '' });
    });
  });

  it('rotates a key of its own to one that it makes, and hosts start with that one', async () => {
    const { kid } = await fill();
    const before = await readFile(join(folder(), PASSPHRASE_FILE), 'utf8');
    expect(await run(['keys', 'rotate'])).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(join(folder(), PASSPHRASE_FILE), 'utf8')).not.toBe(before);
    await withStore(async (store) => {
      expect(await store.subjectKeyOf('issues/b-1', kid)).toHaveLength(32);
    });
    await expect(fill(before.trim())).rejects.toMatchObject({ code: 'KEK_WRONG' });
  });

  it('rotates a given key to a given one', async () => {
    const { kid } = await fill('the old passphrase');
    const rotated = await run(['keys', 'rotate'], {
      TAIZHANG_KEK: 'the old passphrase',
      TAIZHANG_KEK_NEW: 'the new passphrase',
    });
    expect(rotated).toMatchObject({ code: 0, stderr: '' });
    expect(rotated.stdout).toContain('TAIZHANG_KEK');
    await withStore(async (store) => {
      expect(await store.subjectKeyOf('issues/b-1', kid)).toHaveLength(32);
    }, 'the new passphrase');
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    [
      'a wrong key',
      ['keys', 'rotate'],
      { TAIZHANG_KEK: 'a wrong passphrase', TAIZHANG_KEK_NEW: 'the new passphrase' },
      /does not open this key store/,
    ],
    ['no new key', ['keys', 'rotate'], { TAIZHANG_KEK: 'the old passphrase' }, /TAIZHANG_KEK_NEW/],
    [
      'a short new key',
      ['keys', 'rotate'],
      { TAIZHANG_KEK: 'the old passphrase', TAIZHANG_KEK_NEW: 'short' },
      /at least 8/,
    ],
    ['a bad setting', ['keys', 'list'], { TAIZHANG_STORE: 'paper' }, /TAIZHANG_STORE/],
  ])('says what is wrong in one sentence: %s', async (_what, args, environment, sentence) => {
    await fill('the old passphrase');
    const { code, stdout, stderr } = await run(args, environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['keys', 'list'],
    ['receipt', 'an-event'],
    ['policy', '--ledger', 'issues/b-1'],
    ['bundle', '--ledger', 'issues/b-1', '--clearance', '2', '--out', 'never.zip'],
  ])('says that there are no keys yet, and makes none: %s', async (...args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^There are no keys in \S+ yet: a host makes them at its first start, .*\n$/);
    expect(await readdir(data)).toEqual([]);
  });
});
