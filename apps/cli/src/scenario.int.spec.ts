import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../taizhang.mjs', import.meta.url));
const spawned = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [BIN, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
const taizhang = (...words: readonly string[]) => spawned(words);

/** An address at which nobody listens any more. */
async function deserted(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${String(port)}`;
}

describe('taizhang scenario and demonstration', () => {
  it.each([
    ['no scenario', ['scenario', 'z'], 'There is no scenario "z"; there are: a.'],
    ['no address', ['scenario', 'a', '--url', 'elsewhere'], '--url is no address: elsewhere'],
    [
      'an address without what its operator knows',
      ['scenario', 'a', '--url', 'http://127.0.0.1:1'],
      '--url needs TAIZHANG_SETUP_CODE, as the empty deployment showed it, and its TAIZHANG_SERVICE_TOKEN.',
    ],
  ])('say what is wrong in one sentence: %s', (_what, words, sentence) => {
    const { status, stdout, stderr } = taizhang(...words);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('say at once that nothing answers at the address', async () => {
    const url = await deserted();
    const told = { TAIZHANG_SETUP_CODE: 'a-code', TAIZHANG_SERVICE_TOKEN: 'a-token' };
    const { status, stdout, stderr } = spawned(['scenario', 'a', '--url', url], told);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `Nothing answers at ${url}.\n` });
  });

  it('say that a folder is not empty, and leave it alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-demonstration-'));
    try {
      await writeFile(join(folder, 'a-file'), 'text');
      const { status, stderr } = taizhang('demonstration', folder);
      expect({ status, stderr }).toEqual({ status: 2, stderr: `${folder} is not empty.\n` });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
