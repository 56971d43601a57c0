import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setupCodeIn, setupCodeShown, startHostProcess, type HostProcess } from '../deployments/host-process.js';

const PASSWORD = 'a-long-pass-phrase';
const FOUNDING = {
  login: 'Anquan',
  password: PASSWORD,
  person: 'wgx-0371.P-1',
  level: 'BUREAU',
  name: '文化局',
  personName: '虚构甲',
  from: '2014-01-01',
};

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

describe('local accounts, from an empty store', () => {
  let folder: string;
  let host: HostProcess;
  const start = () =>
    startHostProcess('standalone', { NODE_ENV: 'test', TAIZHANG_DATA: folder, TAIZHANG_IDENTITY: 'local' });
  const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${host.url}/api/${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const told = async (answer: Promise<Response>) => {
    const response = await answer;
    const text = await response.text();
    const { code } = (text === '' ? {} : JSON.parse(text)) as { code?: string }; // what the API answers
    return `${String(response.status)}${code === undefined ? '' : ` ${code}`}`;
  };
  const signIn = async (login: string, password: string): Promise<Tokens> => {
    const answer = await send('POST', 'session', { login, password, tokens: true });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Tokens; // what the API answers
  };
  const bearer = (access: string) => ({ authorization: `Bearer ${access}` });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-sign-in-'));
    host = await start();
  });
  afterAll(async () => {
    expect(await host.stop()).toBe(0);
    await rm(folder, { recursive: true });
  });

  it('are founded once, with the code that the start shows', async () => {
    const code = await setupCodeShown(host);
    expect(await told(send('POST', 'setup', { ...FOUNDING, code: 'guessed' }))).toBe('403 SETUP_REFUSED');
    expect(await told(send('POST', 'setup', { ...FOUNDING, code, password: 'short' }))).toBe('422 INPUT_INVALID');
    expect(await told(send('POST', 'setup', { ...FOUNDING, code, password: 'qwertyuiop' }))).toBe(
      '422 PASSWORD_COMMON',
    );
    expect(await told(send('POST', 'setup', { ...FOUNDING, code, level: 'BRANCH' }))).toBe('422 INPUT_INVALID');
    expect(await told(send('POST', 'setup', { ...FOUNDING, code }))).toBe('204');
    expect(await told(send('POST', 'setup', { ...FOUNDING, code }))).toBe('403 SETUP_REFUSED');
  });

  it('open the first security administrator’s session, by cookie for a browser', async () => {
    const answer = await send('POST', 'session', { login: ' anquan ', password: PASSWORD });
    const cookies = answer.headers.getSetCookie();
    expect(await answer.json()).toEqual({ accessUntil: expect.any(String), until: expect.any(String) });
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
    const session = (await (await send('GET', 'session', undefined, { cookie })).json()) as Record<string, unknown>; // what the API answers
    expect(session).toMatchObject({
      account: 'acct-wgx-0371.P-1',
      person: 'wgx-0371.P-1',
      mustChange: false,
      powers: [{ role: 'security-admin', unit: 'wgx-0371' }],
    });
    expect(await told(send('DELETE', 'session', undefined, { cookie }))).toBe('403 CROSS_SITE');
    expect(await told(send('DELETE', 'session', undefined, { cookie, authorization: 'x' }))).toBe('204');
    expect((await send('GET', 'session', undefined, { cookie })).status).toBe(200);
    expect(await told(send('DELETE', 'session', undefined, { cookie, 'taizhang-request': '1' }))).toBe('204');
    expect(await told(send('GET', 'session', undefined, { cookie }))).toBe('401 UNAUTHENTICATED');
  });

  it('end all their sessions at once, by whichever of them', async () => {
    const [here, there] = [await signIn('anquan', PASSWORD), await signIn('anquan', PASSWORD)];
    expect(await told(send('DELETE', 'session/all'))).toBe('401 UNAUTHENTICATED');
    expect(await told(send('DELETE', 'session/all', undefined, bearer(here.access)))).toBe('204');
    for (const { access } of [here, there])
      expect(await told(send('GET', 'session', undefined, bearer(access)))).toBe('401 UNAUTHENTICATED');
    expect(await told(send('POST', 'session/refresh', { refresh: there.refresh }))).toBe('401 UNAUTHENTICATED');
  });

  it('renew a session once per token, and end it for a thief and his victim', async () => {
    const first = await signIn('anquan', PASSWORD);
    const answer = await send('POST', 'session/refresh', { refresh: first.refresh });
    const second = (await answer.json()) as Tokens; // what the API answers
    expect((await send('GET', 'session', undefined, bearer(second.access))).status).toBe(200);
    expect(await told(send('GET', 'session', undefined, bearer(first.access)))).toBe('401 UNAUTHENTICATED');
    expect(await told(send('POST', 'session/refresh', { refresh: first.refresh }))).toBe('401 UNAUTHENTICATED');
    expect(await told(send('GET', 'session', undefined, bearer(second.access)))).toBe('401 UNAUTHENTICATED');
    expect(await told(send('POST', 'session/refresh', { refresh: second.refresh }))).toBe('401 UNAUTHENTICATED');
  });

  it('are made by the security administrator, who learns the first password only', async () => {
    const { access } = await signIn('anquan', PASSWORD);
    const admin = bearer(access);
    expect(await told(send('POST', 'accounts', { person: 'wgx-0371.P-2', login: 'jiyao' }, admin))).toBe(
      '404 NOT_FOUND',
    );
    const registered = await send(
      'POST',
      'organization/wgx-0371/person/wgx-0371.P-2/register-person',
      { unit: 'wgx-0371', name: '虚构乙', from: '2014-01-01' },
      { ...admin, 'idempotency-key': randomUUID() },
    );
    expect(registered.status).toBe(201);
    const made = await send('POST', 'accounts', { person: 'wgx-0371.P-2', login: 'jiyao' }, admin);
    expect(made.status).toBe(201);
    const { initialPassword } = (await made.json()) as { initialPassword: string }; // what the API answers
    expect(await told(send('POST', 'accounts', { person: 'wgx-0371.P-2', login: 'else' }, admin))).toBe(
      '409 ACCOUNT_EXISTS',
    );
    const clerk = await signIn('jiyao', initialPassword);
    const view = () => told(send('GET', 'organization/views/units', undefined, bearer(clerk.access)));
    expect(await view()).toBe('403 PASSWORD_CHANGE_REQUIRED');
    const change = { current: initialPassword, next: initialPassword };
    expect(await told(send('PUT', 'session/password', change, bearer(clerk.access)))).toBe('422 PASSWORD_UNCHANGED');
    const changed = await send('PUT', 'session/password', { ...change, next: PASSWORD }, bearer(clerk.access));
    const { access: own } = (await changed.json()) as Tokens; // what the API answers
    expect(await view()).toBe('401 UNAUTHENTICATED');
    expect(await told(send('POST', 'accounts', { person: 'wgx-0371.P-1', login: 'x' }, bearer(own)))).toBe(
      '403 FORBIDDEN',
    );
    expect(await told(send('POST', 'accounts/acct-wgx-0371.P-1/reset', {}, admin))).toBe('403 FORBIDDEN');
    expect(await told(send('POST', 'accounts/acct-wgx-0371.P-2/lock', {}, admin))).toBe('204');
    expect(await told(send('GET', 'session', undefined, bearer(own)))).toBe('401 UNAUTHENTICATED');
    const right = { login: 'jiyao', password: PASSWORD };
    expect(await told(send('POST', 'session', right))).toBe('401 SIGN_IN_REFUSED');
    expect(await told(send('POST', 'accounts/acct-wgx-0371.P-2/unlock', {}, admin))).toBe('204');
    expect(await told(send('POST', 'session', right))).toBe('200');
  });

  it('answer an unknown login as a wrong password, and lock both after failures', async () => {
    const refusal = async (login: string, password: string) => {
      const answer = await send('POST', 'session', { login, password });
      const problem = (await answer.json()) as Record<string, unknown>; // what the API answers
      delete problem['instance']; // tells one request from another
      return { status: answer.status, problem, cookies: answer.headers.getSetCookie() };
    };
    const unknown = await refusal('nobody', 'wrong');
    expect(unknown).toMatchObject({ status: 401, problem: { code: 'SIGN_IN_REFUSED' }, cookies: [] });
    for (let i = 0; i < 5; i += 1) expect(await refusal('jiyao', 'wrong')).toEqual(unknown);
    expect(await refusal('jiyao', PASSWORD)).toEqual(unknown);
    const { access } = await signIn('anquan', PASSWORD);
    expect(await told(send('POST', 'accounts/acct-wgx-0371.P-2/unlock', {}, bearer(access)))).toBe('204');
    await signIn('jiyao', PASSWORD);
  });

  it('keep sessions over a restart, show no code again, and neither password nor token anywhere', async () => {
    const { access, refresh } = await signIn('anquan', PASSWORD);
    expect(await host.stop()).toBe(0);
    const printed = host.output.join('\n');
    host = await start();
    expect((await send('GET', 'session', undefined, bearer(access))).status).toBe(200);
    expect(setupCodeIn(host)).toBeUndefined();
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
    const [, accessSecret = access] = access.split('.');
    const [, refreshSecret = refresh] = refresh.split('.');
    for (const text of [printed, ...contents])
      for (const secret of [PASSWORD, accessSecret, refreshSecret]) expect(text.includes(secret)).toBe(false);
  });
});
