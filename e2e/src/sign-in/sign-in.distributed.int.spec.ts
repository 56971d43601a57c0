import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, startTestOidc, type TestInfra } from '@taizhang/infra-local';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { startDistributed, type Deployment } from '../deployments/deployment.js';
import type { HostEnvironment } from '../deployments/host-process.js';
import { setupCodeShown } from '../deployments/host-process.js';
import { today } from '../deployments/today.js';
import { AUDIENCE, believing, BUREAU, FOUNDING, inShort, send } from './oidc-scene.js';

const PASSWORD = 'a-long-pass-phrase';
const LEDGER = 'issues/views/rectification-ledger';
const CLERK = `${BUREAU}.P-2`;

describe('signing in to a deployment of several hosts', () => {
  let infra: TestInfra;
  let folder: string;
  let deployment: Deployment;
  const ask = async (context: string, method: string, path: string, token?: string, body?: JsonObject) =>
    send(deployment.urlOf(context), method, path, token, body);
  const told = async (...request: Parameters<typeof ask>) => inShort(await ask(...request));
  const start = async (how: HostEnvironment) => {
    const name = `sign-in-${randomUUID().slice(0, 8)}`;
    const servers = { ...infra, databases: name, blobs: join(folder, name) };
    const more = { TAIZHANG_CLOCK: 'system', TAIZHANG_IDENTITY_DATABASE: `${name}-identity`, ...how };
    deployment = await startDistributed(servers, more);
    return setupCodeShown(deployment.hostOf('organization'));
  };
  /** A person with a role in the issues of the bureau. */
  const registerClerk = async (security: string) => {
    const at = `organization/${BUREAU}/person/${CLERK}`;
    const person = { unit: BUREAU, name: '虚构乙', from: today() };
    expect(await told('organization', 'POST', `${at}/register-person`, security, person)).toBe('201');
    const grant = { appointment: 'a-1', role: 'campaign-office', unit: BUREAU, from: today(), basis: '任职文件' };
    expect(await told('organization', 'POST', `${at}/grant-role`, security, grant)).toBe('200');
  };
  const readsIssues = (token: string) =>
    eventually('the issues’ host knows the powers', async () =>
      (await told('issues', 'GET', LEDGER, token)) === '200' ? true : undefined,
    );

  beforeAll(async () => {
    infra = await startTestInfra({ mongodb: 'memory' });
    folder = await mkdtemp(join(tmpdir(), 'taizhang-sign-in-'));
  }, 360_000);
  afterEach(() => deployment.stop(), 60_000);
  afterAll(async () => {
    await infra.stop();
    await rm(folder, { recursive: true });
  }, 120_000);

  it('at an issuer is believed by every host, and ended on all of them where the link is kept', async () => {
    const oidc = await startTestOidc({ subjects: ['sub-security', 'sub-clerk'], audience: AUDIENCE });
    const linkTo = (subject: string) => ({ issuer: oidc.issuer, subject });
    const code = await start(believing(oidc.issuer));
    const [security, clerk] = [await oidc.token('sub-security'), await oidc.token('sub-clerk')];
    expect(
      await told('organization', 'POST', 'setup', undefined, { ...FOUNDING, code, ...linkTo('sub-security') }),
    ).toBe('204');
    await registerClerk(security);
    expect(await told('issues', 'GET', LEDGER, clerk)).toBe('401 UNAUTHENTICATED');
    const linked = await ask('organization', 'POST', `accounts/acct-${CLERK}/links`, security, linkTo('sub-clerk'));
    expect(linked.status).toBe(201);
    await readsIssues(clerk);
    expect(await told('issues', 'GET', LEDGER, oidc.forged(oidc.claimsOf('sub-clerk'), 'none'))).toBe(
      '401 UNAUTHENTICATED',
    );
    const path = `accounts/acct-${CLERK}/links/${String(linked.body['id'])}`;
    expect(await told('issues', 'DELETE', path, security)).toBe('404 NOT_FOUND');
    expect(await told('organization', 'DELETE', path, security)).toBe('204');
    expect(await told('issues', 'GET', LEDGER, clerk)).toBe('401 UNAUTHENTICATED');
    await oidc.stop();
  }, 180_000);

  it('with a password at the host of accounts opens the others, until the session ends there', async () => {
    const code = await start({ TAIZHANG_IDENTITY: 'local' });
    const begin = async (login: string, password: string) => {
      const { body } = await ask('organization', 'POST', 'session', undefined, { login, password, tokens: true });
      return String(body['access']);
    };
    const founding = { ...FOUNDING, code, login: 'anquan', password: PASSWORD };
    expect(await told('organization', 'POST', 'setup', undefined, founding)).toBe('204');
    const security = await begin('anquan', PASSWORD);
    await registerClerk(security);
    const made = await ask('organization', 'POST', 'accounts', security, { person: CLERK, login: 'jiyao' });
    const initial = String(made.body['initialPassword']);
    const change = { current: initial, next: PASSWORD };
    expect(await told('organization', 'PUT', 'session/password', await begin('jiyao', initial), change)).toBe('200');
    const clerk = await begin('jiyao', PASSWORD);
    await readsIssues(clerk);
    expect(await told('issues', 'POST', 'session', undefined, { login: 'jiyao', password: PASSWORD })).toBe(
      '404 NOT_FOUND',
    );
    expect(await told('organization', 'DELETE', 'session/all', clerk)).toBe('204');
    expect(await told('issues', 'GET', LEDGER, clerk)).toBe('401 UNAUTHENTICATED');
  }, 180_000);
});
