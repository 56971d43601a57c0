import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { startHostProcess, type HostProcess } from '../deployments/host-process.js';

const PASSWORD = 'a-long-pass-phrase';
const TOKEN = 'a-secret-of-this-test';
const UNKNOWN = 'nobody-of-that-name';

describe('a sign-in that failed 登录失败', () => {
  let folder: string;
  let host: HostProcess;
  const post = (path: string, body: object) =>
    fetch(`${host.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const failures = async (): Promise<readonly { readonly data: Record<string, unknown> }[]> => {
    const response = await fetch(`${host.url}/api/ledgers/access/wgx-0371/leaves`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const lines = response.ok ? (await response.text()).split('\n').filter((line) => line !== '') : [];
    const leaves = lines.map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> }); // leaves are objects
    return leaves.filter(({ type }) => type === 'access.SignInFailed');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-failed-'));
    host = await startHostProcess('standalone', {
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_IDENTITY: 'local',
      TAIZHANG_SERVICE_TOKEN: TOKEN,
    });
    const code = await eventually('the setup code is shown', () =>
      Promise.resolve(/Setup code .*: (\S+)$/m.exec(host.output.join('\n'))?.[1]),
    );
    const founding = { code, login: 'anquan', password: PASSWORD, person: 'wgx-0371.P-1', level: 'BUREAU' };
    const found = await post('setup', { ...founding, name: '文化局', personName: '虚构甲', from: '2014-01-01' });
    expect(found.status).toBe(204);
  }, 60_000);
  afterAll(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  it('is on record, with the account where there is one, and neither login, password nor address in the clear', async () => {
    for (const login of ['anquan', UNKNOWN])
      expect((await post('session', { login, password: 'a-wrong-guess' })).status).toBe(401);
    const recorded = await eventually('both are on record', async () => {
      const found = await failures();
      return found.length === 2 ? found : undefined;
    });
    expect(recorded.map(({ data }) => data['account'])).toEqual(expect.arrayContaining(['acct-wgx-0371.P-1', null]));
    expect(new Set(recorded.map(({ data }) => data['login'])).size).toBe(2);
    expect(new Set(recorded.map(({ data }) => data['address'])).size).toBe(1);
    const told = JSON.stringify(recorded) + host.output.join('\n').replaceAll(host.url, '');
    for (const secret of [UNKNOWN, 'a-wrong-guess', '127.0.0.1']) expect(told).not.toContain(secret);
  });
});
