import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RAISE } from '../bad-input/bad-request.js';
import { exchange, send } from '../bad-input/send-request.js';
import { startEmbedded } from '../deployments/deployment.js';

/** One value for every kind of secret, each found again wherever it leaks. */
const SECRETS = {
  serviceToken: 'leak-1-service-token',
  keyEncryptionKey: 'leak-2-key-encryption-key',
  bearer: 'leak-3-bearer-token',
  cookie: 'leak-4-session-cookie',
  password: 'leak-5-password',
  newPassword: 'leak-6-new-password',
  refreshToken: 'leak-7-refresh-token',
  receiptCode: 'leak-8-receipt-code',
  text: 'leak-9-what-a-clerk-wrote',
  address: 'leak-10-in-an-address',
} as const;

describe('secrets', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-secrets-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are in no log, at no level, whatever a request does with them', async () => {
    const deployment = await startEmbedded(folder, {
      TAIZHANG_LOG_LEVEL: 'trace',
      TAIZHANG_SERVICE_TOKEN: SECRETS.serviceToken,
      TAIZHANG_KEK: SECRETS.keyEncryptionKey,
    });
    const url = deployment.urlOf('issues');
    const clerk = { authorization: 'Test acct-clerk;branch-clerk;wgx-0371' };
    const body = JSON.stringify({
      account: 'acct-clerk',
      password: SECRETS.password,
      newPassword: SECRETS.newPassword,
      refreshToken: SECRETS.refreshToken,
      receiptCode: SECRETS.receiptCode,
      manifestation: SECRETS.text,
    });
    const own = { 'taizhang-request': '1', cookie: `taizhang-session=${SECRETS.cookie}` };
    const answers = await Promise.all([
      send(url, { path: RAISE, headers: clerk, body }),
      send(url, { path: RAISE, headers: clerk, body: body.slice(0, -1) }),
      send(url, { path: RAISE, headers: { authorization: `Bearer ${SECRETS.bearer}` }, body }),
      send(url, { path: RAISE, headers: { ...own, authorization: null }, body }),
      ...['/api/sessions', '/api/session', '/api/accounts/acct-clerk/password', '/api/intake'].map((path) =>
        send(url, { path, headers: { ...own, authorization: null }, body }),
      ),
      send(url, { path: `/api/${SECRETS.address}/${SECRETS.receiptCode}`, method: 'GET', body: '', headers: clerk }),
      send(url, {
        path: `/api/issues/views/none?code=${SECRETS.receiptCode}`,
        method: 'GET',
        body: '',
        headers: clerk,
      }),
      send(url, {
        path: '/api/ledgers/issues/heads',
        method: 'GET',
        body: '',
        headers: { authorization: `Bearer ${SECRETS.serviceToken}` },
      }),
    ]);
    await exchange(url, `GET /${SECRETS.address} HTTP/1.1\r\nAuthorization Bearer ${SECRETS.bearer}\r\n\r\n`);
    expect(await deployment.stop()).toEqual([0]);

    const log = deployment.hosts.flatMap(({ output }) => output).join('\n');
    expect(log).toMatch(/"level":"(trace|debug)"/);
    for (const [kind, secret] of Object.entries(SECRETS)) {
      expect({ kind, logged: log.includes(secret) }).toEqual({ kind, logged: false });
      expect({ kind, answered: answers.some(({ text }) => text.includes(secret)) }).toEqual({ kind, answered: false });
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });
});
