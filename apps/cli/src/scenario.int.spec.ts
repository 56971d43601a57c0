import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../taizhang.mjs', import.meta.url));
/** Runs the command beside what listens here. */
async function spawned(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [BIN, ...words], { env: { PATH: process.env['PATH'], ...environment } });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: status as number | null, stdout, stderr }; // as Node gives a close
}
const taizhang = (...words: readonly string[]) => spawned(words);

/** Runs something while a server listens, at its address. */
async function whileListening<T>(server: Server, run: (url: string) => T | Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  try {
    return await run(`http://127.0.0.1:${String(port)}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const TOLD = { TAIZHANG_SETUP_CODE: 'a-code', TAIZHANG_SERVICE_TOKEN: 'a-token' };
/** What our API answers with. */
const PROBLEM = { 'content-type': 'application/problem+json' };
const refusing =
  (body: object): RequestListener =>
  ({ url }, response) =>
    response.writeHead(url?.startsWith('/api/test/') === true ? 200 : 403, PROBLEM).end(JSON.stringify(body));

describe('taizhang scenario and demonstration', () => {
  it.each([
    ['no scenario', ['scenario', 'z'], 'There is no scenario "z"; there are: a.'],
    ['no address', ['scenario', 'a', '--url', 'elsewhere'], '--url is no address: elsewhere'],
    [
      'an address without what its operator knows',
      ['scenario', 'a', '--url', 'http://127.0.0.1:1'],
      '--url needs TAIZHANG_SETUP_CODE, as the empty deployment showed it, and its TAIZHANG_SERVICE_TOKEN.',
    ],
  ])('say what is wrong in one sentence: %s', async (_what, words, sentence) => {
    expect(await taizhang(...words)).toEqual({ status: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('say at once that nothing answers at the address', async () => {
    const url = await whileListening(createServer(), (address) => address);
    const said = await spawned(['scenario', 'a', '--url', url], TOLD);
    expect(said).toEqual({ status: 2, stdout: '', stderr: `Nothing answers at ${url}.\n` });
  });

  it.each<readonly [string, RequestListener, RegExp]>([
    ['that it is something else', (_request, response) => response.end('<html>'), /is no deployment of Taizhang\.\n$/],
    [
      'that it takes no setup code, with its reason',
      refusing({ detailEn: 'The setup code is wrong.' }),
      /^The deployment cannot be set up: The setup code is wrong\.\n$/,
    ],
    [
      'that it has no manual clock',
      (_request, response) => response.writeHead(404, PROBLEM).end('{}'),
      /^The deployment has no manual clock: it was not started for a scenario\.\n$/,
    ],
  ])('say at once of what answers there %s', async (_what, listener, sentence) => {
    const said = await whileListening(createServer(listener), (url) => spawned(['scenario', 'a', '--url', url], TOLD));
    expect(said).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });

  it('say that a folder is not empty, and leave it alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-demonstration-'));
    try {
      await writeFile(join(folder, 'a-file'), 'text');
      const { status, stderr } = await taizhang('demonstration', folder);
      expect({ status, stderr }).toEqual({ status: 2, stderr: `${folder} is not empty.\n` });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
