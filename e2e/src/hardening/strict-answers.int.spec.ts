import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEDGER_VIEW, RAISE } from '../bad-input/bad-request.js';
import { exchange, send, type RawAnswer } from '../bad-input/send-request.js';
import { startHostProcess, type HostProcess } from '../deployments/host-process.js';

const CLERK = { authorization: 'Test acct-clerk;branch-clerk;wgx-0371' };
const get = (url: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> =>
  send(url, { method: 'GET', path, body: '', headers: { authorization: null, ...headers } });

describe('strict answers', () => {
  let folder: string;
  let host: HostProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-strict-'));
    host = await startHostProcess('standalone', {
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_IDENTITY: 'test',
      TAIZHANG_TRUSTED_PROXIES: '127.0.0.1,::1',
      TAIZHANG_LIMIT_ADDRESS: '40',
      TAIZHANG_LIMIT_COMMANDS: '2',
      TAIZHANG_LIMIT_READS: '3',
      TAIZHANG_LIMIT_PUBLIC: '3',
    });
  });
  afterAll(async () => {
    expect(await host.stop()).toBe(0);
    await rm(folder, { recursive: true });
  });

  const from = (address: string) => ({ 'x-forwarded-for': address });

  it.each([
    ['a page that is there', '/health/live', 200],
    ['an address that is none', '/nothing/here', 404],
    ['a method that is not taken', RAISE, 405],
    ['a reader nobody knows', LEDGER_VIEW, 401],
    ['an address that cannot be decoded', '/%zz', 400],
  ])('forbid a browser everything: %s', async (_what, path, status) => {
    const answer = await get(host.url, path, from('192.0.2.1'));
    expect(answer).toMatchObject({
      status,
      headers: {
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'x-frame-options': 'DENY',
      },
    });
    for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin'])
      expect(answer.headers).not.toHaveProperty(name);
  });

  it('let the API page load its own files and nothing else', async () => {
    const page = await get(host.url, '/api/docs', from('192.0.2.2'));
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    for (const [, file = ''] of page.text.matchAll(/(?:src|href)="\.\/(docs\/[^"]+)"/g))
      expect(await get(host.url, `/api/${file}`, from('192.0.2.2'))).toMatchObject({ status: 200 });
  });

  it('tell nothing of the program when they are an attack on its parser', async () => {
    const text = await exchange(host.url, 'GET / HTTP/9.9\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).not.toMatch(/node|fastify|nest|\bServer:/i);
  });

  it('take no more of a body than the route needs', async () => {
    const body = JSON.stringify({ consumer: 'x'.repeat(17_000) });
    const headers = { ...from('192.0.2.5'), authorization: 'Test acct-op;audit-admin;top' };
    const answer = await send(host.url, { path: '/api/operations/parked/retry', headers, body });
    expect([answer.status, /"code":"(\w+)"/.exec(answer.text)?.[1]]).toEqual([413, 'BODY_TOO_LARGE']);
    expect((await send(host.url, { path: RAISE, headers, body })).status).not.toBe(413);
  });

  it('stop an account that asks for too much, and nobody else', async () => {
    const asked = async (account: string, method: 'GET' | 'POST') => {
      const path = method === 'GET' ? LEDGER_VIEW : '/api/issues/wgx-0371/issue/x/abolish-issue';
      const authorization = `Test ${account};branch-clerk;wgx-0371`;
      return send(host.url, { method, path, body: '', headers: { ...from('192.0.2.3'), authorization } });
    };
    const commands: number[] = [];
    for (let i = 0; i < 3; i += 1) commands.push((await asked('acct-eager', 'POST')).status);
    expect(commands).toEqual([404, 404, 429]);
    const reads: number[] = [];
    for (let i = 0; i < 4; i += 1) reads.push((await asked('acct-eager', 'GET')).status);
    expect(reads).toEqual([200, 200, 200, 429]);
    expect((await asked('acct-other', 'POST')).status).toBe(404);
    const refused = await asked('acct-eager', 'POST');
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d?$/);
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(refused.text)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  });

  it('stop an address that asks for too much, as trusted proxies tell it', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 41; i += 1) statuses.push((await get(host.url, '/nothing', from('198.51.100.7'))).status);
    expect(statuses.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => 404));
    expect(statuses.at(-1)).toBe(429);
    expect((await get(host.url, '/nothing', from('198.51.100.8'))).status).toBe(404);
  });

  it('never keep a probe waiting', async () => {
    for (let i = 0; i < 45; i += 1)
      expect((await get(host.url, '/health/live', from('198.51.100.9'))).status).toBe(200);
  });

  it('tell browsers to keep to HTTPS in production', async () => {
    const data = await mkdtemp(join(tmpdir(), 'taizhang-strict-production-'));
    const production = await startHostProcess('standalone', { NODE_ENV: 'production', TAIZHANG_DATA: data });
    try {
      for (const path of ['/health/live', '/nothing'])
        expect((await get(production.url, path)).headers).toMatchObject({
          'strict-transport-security': 'max-age=63072000; includeSubDomains',
        });
      expect(await exchange(production.url, 'nonsense\r\n\r\n')).toContain('Strict-Transport-Security: max-age=');
    } finally {
      expect(await production.stop()).toBe(0);
      await rm(data, { recursive: true });
    }
  });

  it('believe no address that an untrusted sender makes up', async () => {
    const data = await mkdtemp(join(tmpdir(), 'taizhang-strict-untrusted-'));
    const environment = { NODE_ENV: 'test', TAIZHANG_DATA: data, TAIZHANG_LIMIT_ADDRESS: '2' };
    const untrusting = await startHostProcess('standalone', environment);
    try {
      const statuses: number[] = [];
      for (let i = 1; i <= 3; i += 1)
        statuses.push((await get(untrusting.url, '/nothing', from(`203.0.113.${String(i)}`))).status);
      expect(statuses).toEqual([404, 404, 429]);
    } finally {
      expect(await untrusting.stop()).toBe(0);
      await rm(data, { recursive: true });
    }
  });

  it('leave a clerk of the house in peace', async () => {
    expect((await get(host.url, LEDGER_VIEW, { ...CLERK, ...from('192.0.2.4') })).status).toBe(200);
  });
});
