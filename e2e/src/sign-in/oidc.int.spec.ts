import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestOidc } from '@taizhang/infra-local';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { setupCodeShown, startHostProcess, type HostProcess } from '../deployments/host-process.js';
import { today } from '../deployments/today.js';
import { AUDIENCE, believing, BUREAU, FOUNDING, inShort, send } from './oidc-scene.js';

/** Whom the issuer knows; all but the last come to have accounts. */
const SUBJECTS = ['sub-security', 'sub-system', 'sub-audit', 'sub-stranger'] as const;
type Subject = (typeof SUBJECTS)[number];
const SYSTEM = `acct-${BUREAU}.P-2`;
const AUDIT = `acct-${BUREAU}.P-3`;
const SERVICE = 'a-secret-of-this-test';

describe('signing in at a real OIDC server', () => {
  let folder: string;
  let host: HostProcess;
  let oidc: Awaited<ReturnType<typeof startTestOidc>>;
  const tokens: string[] = [];
  const noted = (token: string): string => {
    tokens.push(token);
    return token;
  };
  const tokenOf = async (subject: Subject, more: Parameters<typeof oidc.token>[1] = {}) =>
    noted(await oidc.token(subject, more));
  const by = async (subject: Subject, method: string, path: string, body?: JsonObject) =>
    send(host.url, method, path, await tokenOf(subject), body);
  const told = async (...request: Parameters<typeof by>) => inShort(await by(...request));
  const seen = async (token: string) => inShort(await send(host.url, 'GET', 'session', noted(token)));
  const linkTo = (subject: string) => ({ issuer: oidc.issuer, subject });
  const registerUnit = (id: string) =>
    [
      'POST',
      `organization/${BUREAU}/unit/${id}/register-unit`,
      { level: 'BRANCH', parent: BUREAU, name: '支部', from: today() },
    ] as const;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-oidc-'));
    oidc = await startTestOidc({ subjects: SUBJECTS, audience: AUDIENCE });
    host = await startHostProcess('standalone', {
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_SERVICE_TOKEN: SERVICE,
      ...believing(oidc.issuer),
    });
  });
  afterAll(async () => {
    expect(await host.stop()).toBe(0);
    await oidc.stop();
    await rm(folder, { recursive: true });
  });

  it('is nothing before the deployment is founded, by the code that the start shows, for a subject of the issuer', async () => {
    expect(await told('sub-security', 'GET', 'session')).toBe('401 UNAUTHENTICATED');
    const founding = { ...FOUNDING, code: await setupCodeShown(host), ...linkTo('sub-security') };
    const found = async (more: JsonObject) =>
      inShort(await send(host.url, 'POST', 'setup', undefined, { ...founding, ...more }));
    expect(await found({ code: 'guessed' })).toBe('403 SETUP_REFUSED');
    expect(await found({ issuer: 'https://other.example' })).toBe('422 INPUT_INVALID');
    expect(await found({ subject: '' })).toBe('422 INPUT_INVALID');
    expect(await found({ password: 'a-long-pass-phrase' })).toBe('422 UNKNOWN_FIELD');
    expect(await found({})).toBe('204');
    expect(await found({})).toBe('403 SETUP_REFUSED');
    expect(await by('sub-security', 'GET', 'session')).toMatchObject({
      status: 200,
      body: {
        account: `acct-${BUREAU}.P-1`,
        person: `${BUREAU}.P-1`,
        powers: [{ role: 'security-admin', unit: BUREAU }],
      },
    });
  });

  it('gives whoever is linked the powers of his person, no more', async () => {
    expect(await told('sub-security', 'POST', `accounts/${SYSTEM}/links`, linkTo('sub-system'))).toBe('404 NOT_FOUND');
    for (const [person, role] of [
      ['P-2', 'system-admin'],
      ['P-3', 'audit-admin'],
    ] as const) {
      const at = `organization/${BUREAU}/person/${BUREAU}.${person}`;
      const registered = { unit: BUREAU, name: '虚构人员', from: today() };
      expect(await told('sub-security', 'POST', `${at}/register-person`, registered)).toBe('201');
      const grant = { appointment: role, role, unit: BUREAU, from: today(), basis: '任职文件' };
      expect(await told('sub-security', 'POST', `${at}/grant-role`, grant)).toBe('200');
    }
    expect(await told('sub-system', ...registerUnit('b-jia'))).toBe('401 UNAUTHENTICATED');
    expect(await told('sub-security', 'POST', `accounts/${SYSTEM}/links`, linkTo('sub-system'))).toBe('201');
    expect(await told('sub-security', 'POST', `accounts/${AUDIT}/links`, linkTo('sub-audit'))).toBe('201');
    expect(await told('sub-system', ...registerUnit('b-jia'))).toBe('201');
    expect(await told('sub-audit', ...registerUnit('b-yi'))).toBe('403 FORBIDDEN');
  });

  it('links one subject to one account, by the security administrator alone, never to his own', async () => {
    const links = `accounts/${SYSTEM}/links`;
    expect(await told('sub-security', 'POST', links, linkTo('sub-other'))).toBe('409 ACCOUNT_LINKED');
    expect(await told('sub-security', 'POST', `accounts/${AUDIT}/links`, linkTo('sub-system'))).toBe(
      '409 ACCOUNT_LINKED',
    );
    expect(await told('sub-security', 'POST', links, { issuer: 'https://other.example', subject: 'x' })).toBe(
      '422 INPUT_INVALID',
    );
    expect(await told('sub-security', 'POST', links, { issuer: oidc.issuer })).toBe('422 INPUT_INVALID');
    expect(await told('sub-security', 'POST', `accounts/acct-${BUREAU}.P-1/links`, linkTo('sub-other'))).toBe(
      '403 FORBIDDEN',
    );
    expect(await told('sub-system', 'POST', `accounts/${AUDIT}/links`, linkTo('sub-other'))).toBe('403 FORBIDDEN');
    expect(await told('sub-system', 'GET', `accounts/${AUDIT}/links`)).toBe('403 FORBIDDEN');
    expect(await told('sub-security', 'DELETE', `${links}/no-such-link`)).toBe('404 NOT_FOUND');
    const { body } = await by('sub-security', 'GET', links);
    expect(body['links']).toEqual([{ id: expect.any(String), account: SYSTEM, ...linkTo('sub-system') }]);
  });

  it('refuses every bad token with one answer, which tells nothing of why', async () => {
    const claims = oidc.claimsOf('sub-system');
    const other = await startTestOidc({ subjects: SUBJECTS, audience: AUDIENCE });
    const bad = {
      none: undefined,
      unsigned: oidc.forged(claims, 'none'),
      'signed by the public key as a secret': oidc.forged(claims, 'HS256'),
      'of another audience': await oidc.token('sub-system', { audience: 'https://other.example' }),
      'of another issuer': await other.token('sub-system'),
      expired: oidc.signed({ ...claims, exp: claims.iat - 1 }),
      'not yet valid': oidc.signed({ ...claims, nbf: claims.iat + 60 }),
      'of an unknown key': oidc.signed(claims, { kid: 'made-up' }),
      'of nobody we know': await oidc.token('sub-stranger'),
      nonsense: 'a.b.c',
    };
    await other.stop();
    expect(await seen(oidc.signed(claims))).toBe('200');
    const answers = await Promise.all(
      Object.entries(bad).map(async ([what, token]) => [what, await send(host.url, 'GET', 'session', token)] as const),
    );
    const [[, first]] = answers as [(typeof answers)[number]]; // there are several
    expect(inShort(first)).toBe('401 UNAUTHENTICATED');
    for (const [what, answer] of answers) expect({ what, answer }).toEqual({ what, answer: first });
    for (const token of Object.values(bad)) if (token !== undefined) noted(token);
  });

  it('follows the issuer’s keys without a restart: the new one serves, the one that is gone no more', async () => {
    const before = await tokenOf('sub-system');
    expect(await seen(before)).toBe('200');
    oidc.rotate();
    const after = await tokenOf('sub-system');
    await eventually('the new key is known', async () => ((await seen(after)) === '200' ? true : undefined));
    expect(await seen(before)).toBe('401 UNAUTHENTICATED');
  });

  it('ends at once for whoever is unlinked or locked', async () => {
    const token = await tokenOf('sub-system');
    const link = async () => {
      const { body } = await by('sub-security', 'POST', `accounts/${SYSTEM}/links`, linkTo('sub-system'));
      return String(body['id']);
    };
    expect(await told('sub-security', 'DELETE', `accounts/${SYSTEM}/links/${await link()}`)).toBe('204');
    expect(await seen(token)).toBe('401 UNAUTHENTICATED');
    await link();
    expect(await seen(token)).toBe('200');
    expect(await told('sub-security', 'POST', `accounts/${SYSTEM}/lock`)).toBe('204');
    expect(await seen(token)).toBe('401 UNAUTHENTICATED');
    expect(await told('sub-security', 'POST', `accounts/${SYSTEM}/unlock`)).toBe('204');
    expect(await seen(token)).toBe('200');
  });

  it('ends for whoever is erased, of whom no link is left', async () => {
    const at = `organization/${BUREAU}/erasure/e-1`;
    const request = { subject: `${BUREAU}.P-2`, basis: 'COURT_ORDER', reason: '法院裁定' };
    expect(await told('sub-security', 'POST', `${at}/request-erasure`, request)).toBe('201');
    expect(await told('sub-system', 'GET', 'session')).toBe('200');
    expect(await told('sub-audit', 'POST', `${at}/confirm-erasure`, {})).toBe('200');
    const token = await tokenOf('sub-system');
    await eventually('the account is gone', async () => ((await seen(token)) === '200' ? undefined : true));
    const { body } = await by('sub-security', 'GET', `accounts/${SYSTEM}/links`);
    expect(body['links']).toEqual([]);
  });

  it('cannot be judged while the issuer is away, and says so', async () => {
    const unknown = oidc.signed(oidc.claimsOf('sub-audit'), { kid: 'made-up' });
    await oidc.interrupt();
    await eventually('keys are asked for', async () =>
      (await seen(unknown)) === '503 ISSUER_UNAVAILABLE' ? true : undefined,
    );
    await oidc.resume();
    expect(await told('sub-audit', 'GET', 'session')).toBe('200');
  });

  it('has every act on links in the access ledger, before it was done', async () => {
    const url = `${host.url}/api/ledgers/access/${BUREAU}/leaves`;
    const leaves = await (await fetch(url, { headers: { authorization: `Bearer ${SERVICE}` } })).text();
    const acts = [...leaves.matchAll(/"act":"(\w+)"/g)].map(([, act]) => act);
    expect(acts.slice(0, 2)).toEqual(['LINK', 'LINK']);
    expect(acts).toEqual(expect.arrayContaining(['UNLINK', 'LOCK', 'UNLOCK']));
    expect(leaves).not.toContain('sub-system');
  });

  it('leaves no token in logs or files', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const kept = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
    const secrets = tokens.map((token) => token.split('.')[2] ?? '').filter((signature) => signature.length > 20);
    expect(secrets.length).toBeGreaterThan(20);
    for (const text of [host.output.join('\n'), ...kept])
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });
});
