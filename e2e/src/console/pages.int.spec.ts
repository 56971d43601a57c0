import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHostProcess, type HostProcess } from '../deployments/host-process.js';

const NONCE = /'nonce-([A-Za-z0-9+/=]{24})'/;

describe('the pages of the console', () => {
  let folder: string;
  let host: HostProcess;
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${host.url}${path}`, { headers });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-pages-'));
    host = await startHostProcess('standalone', {
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_IDENTITY: 'local',
      TAIZHANG_CLOCK: 'shifted',
      TAIZHANG_CLOCK_SHIFT_MS: '-86400000000',
      TAIZHANG_TIME_ZONE: 'Asia/Urumqi',
    });
  });
  afterAll(async () => {
    expect(await host.stop()).toBe(0);
    await rm(folder, { recursive: true });
  });

  it('come with a policy of their own and a nonce for every answer, and are not kept', async () => {
    const answers = [await get('/'), await get('/')];
    const nonces = answers.map(({ headers }) => NONCE.exec(headers.get('content-security-policy') ?? '')?.[1]);
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(nonces).size).toBe(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`content="${String(nonces[index])}"`);
      expect(page).not.toContain('__STYLE_NONCE__');
      expect(page).not.toMatch(/<script(?![^>]*src=)/);
    }
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    expect(answers[0]?.headers.get('x-frame-options')).toBe('DENY');
  });

  it('are told the time and zone of the deployment, and that a shifted clock is a demonstration', async () => {
    const before = Date.now() - 86_400_000_000;
    const page = await (await get('/')).text();
    const [, content = ''] = /<meta name="deployment" content="([^"]*)"/.exec(page) ?? [];
    const told: unknown = JSON.parse(content.replaceAll('&quot;', '"'));
    expect(told).toEqual({ now: expect.any(String) as unknown, timeZone: 'Asia/Urumqi', demonstration: true }); // matchers are of type any
    const { now } = told as { readonly now: string }; // as just looked at
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(now)).toBeLessThanOrEqual(Date.now() - 86_400_000_000);
  });

  it('load files that browsers may keep, packed where they take it', async () => {
    const page = await (await get('/')).text();
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? [];
    const packed = await get(script, { 'accept-encoding': 'gzip' });
    const plain = await get(script, { 'accept-encoding': 'identity' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.text()).toBe(await plain.text());
    expect(plain.headers.get('cache-control')).toContain('immutable');
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(plain.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('leave every other address to the API', async () => {
    for (const path of ['/index.html', '/assets/nothing.js', '/assets/..%2fpackage.json', '/ledger']) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
