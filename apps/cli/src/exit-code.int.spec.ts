import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../taizhang.mjs', import.meta.url));

describe('what taizhang ends with', () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'taizhang-exit-'));
    await writeFile(join(data, 'file'), '');
  });
  afterAll(() => rm(data, { recursive: true }));

  const run = (...words: readonly string[]) =>
    new Promise<{ readonly code: number; readonly stderr: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], TAIZHANG_DATA: data };
      const child = execFile(process.execPath, [BIN, ...words], { env }, (_error, _stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stderr });
      });
    });

  it.each([
    ['an unknown command', ['bogus'], /unknown command/],
    ['an unknown option', ['fsck', '--bogus'], /unknown option/],
    ['an option without its value', ['fsck', '--ledger'], /argument missing/],
    ['a word too many', ['keys', 'list', 'extra'], /too many arguments/],
    ['a word too few', ['receipt'], /missing required argument/],
    ['a required option left out', ['witness', 'sign-file', 'request'], /--out <file>' not specified/],
    ['a name of no ledger', ['policy', '--ledger', 'x'], /^A ledger is named/],
    ['a clearance of 9', ['bundle', '--ledger', 'issues/x', '--clearance', '9', '--out', 'x'], /^--clearance is/],
    ['a request that is not there', ['witness', 'sign-file', 'nowhere', '--out', 'x'], /^nowhere cannot be read/],
    ['a question that cannot be read', ['replay', '--ledger', 'x', '--stream', 'y'], /^--ledger is/],
    ['a scenario that there is not', ['scenario', 'z'], /^There is no scenario/],
    ['a folder that no host has started on', ['fsck'], /^There are no keys in/],
  ])('is 2, with one sentence, for %s', async (_, words, sentence) => {
    const { code, stderr } = await run(...words);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(sentence) });
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('is 0 for whoever asks how it is used', async () => {
    expect(await run('--help')).toMatchObject({ code: 0 });
    expect(await run('fsck', '--help')).toMatchObject({ code: 0 });
  });
});
