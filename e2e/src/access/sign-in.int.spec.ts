import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { setupCodeShown, startHostProcess, type HostProcess } from '../deployments/host-process.js';

const PASSWORD = 'a-long-pass-phrase';
const TOKEN = 'a-secret-of-this-test';
const UNKNOWN = 'nobody-of-that-name';

describe('signing in and accounts, in the access ledger', () => {
  let folder: string;
  let host: HostProcess;
  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${host.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const recordedAs = async (wanted: string): Promise<readonly { readonly data: Record<string, unknown> }[]> => {
    const response = await fetch(`${host.url}/api/ledgers/access/wgx-0371/leaves`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const lines = response.ok ? (await response.text()).split('\n').filter((line) => line !== '') : [];
    const leaves = lines.map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> }); // leaves are objects
    return leaves.filter(({ type }) => type === wanted);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-failed-'));
    host = await startHostProcess('standalone', {
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_IDENTITY: 'local',
      TAIZHANG_SERVICE_TOKEN: TOKEN,
    });
    const code = await setupCodeShown(host);
    const founding = { code, login: 'anquan', password: PASSWORD, person: 'wgx-0371.P-1', level: 'BUREAU' };
    const found = await post('setup', { ...founding, name: '文化局', personName: '虚构甲', from: '2014-01-01' });
    expect(found.status).toBe(204);
  }, 120_000);
  afterAll(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  it('has a sign-in that failed, with the account where there is one, and neither login, password nor address in the clear', async () => {
    for (const login of ['anquan', UNKNOWN])
      expect((await post('session', { login, password: 'a-wrong-guess' })).status).toBe(401);
    const recorded = await eventually('both are on record', async () => {
      const found = await recordedAs('access.SignInFailed');
      return found.length === 2 ? found : undefined;
    });
    expect(recorded.map(({ data }) => data['account'])).toEqual(expect.arrayContaining(['acct-wgx-0371.P-1', null]));
    expect(new Set(recorded.map(({ data }) => data['login'])).size).toBe(2);
    expect(new Set(recorded.map(({ data }) => data['address'])).size).toBe(1);
    const told = JSON.stringify(recorded) + host.output.join('\n').replaceAll(host.url, '');
    for (const secret of [UNKNOWN, 'a-wrong-guess', '127.0.0.1']) expect(told).not.toContain(secret);
  });

  it('has every act by which a security administrator could come to act as another', async () => {
    const session = await post('session', { login: 'anquan', password: PASSWORD, tokens: true });
    const { access } = (await session.json()) as { readonly access: string }; // what the API answers
    const admin = { authorization: `Bearer ${access}`, 'idempotency-key': randomUUID() };
    const person = { unit: 'wgx-0371', name: '虚构乙', from: '2014-01-01' };
    await post('organization/wgx-0371/person/wgx-0371.P-2/register-person', person, admin);
    expect((await post('accounts', { person: 'wgx-0371.P-2', login: 'jiyao' }, admin)).status).toBe(201);
    expect((await post('accounts/acct-wgx-0371.P-2/reset', {}, admin)).status).toBe(200);
    const changed = await recordedAs('access.AccountChanged');
    const by = { account: 'acct-wgx-0371.P-1', role: 'security-admin', target: 'acct-wgx-0371.P-2' };
    expect(changed.map(({ data }) => data)).toMatchObject([
      { ...by, act: 'CREATE' },
      { ...by, act: 'RESET' },
    ]);
  });
});
