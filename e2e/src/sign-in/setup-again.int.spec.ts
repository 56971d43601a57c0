import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestOidc } from '@taizhang/infra-local';
import { setupCodeShown, startHostProcess, type HostProcess } from '../deployments/host-process.js';
import { AUDIENCE, believing, FOUNDING, inShort, send } from './oidc-scene.js';

describe('a setup that named nobody’s subject', () => {
  let folder: string;
  let host: HostProcess;
  let oidc: Awaited<ReturnType<typeof startTestOidc>>;
  const start = () =>
    startHostProcess('standalone', { NODE_ENV: 'test', TAIZHANG_DATA: folder, ...believing(oidc.issuer) });
  const found = async (subject: string) => {
    const body = { ...FOUNDING, code: await setupCodeShown(host), issuer: oidc.issuer, subject };
    return inShort(await send(host.url, 'POST', 'setup', undefined, body));
  };
  const session = async () => send(host.url, 'GET', 'session', await oidc.token('sub-security'));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-setup-'));
    oidc = await startTestOidc({ subjects: ['sub-security'], audience: AUDIENCE });
    host = await start();
  });
  afterAll(async () => {
    expect(await host.stop()).toBe(0);
    await oidc.stop();
    await rm(folder, { recursive: true });
  });

  it('is done again after the identity store was thrown away: what was founded stays', async () => {
    expect(await found('sub-sceurity')).toBe('204');
    expect(inShort(await session())).toBe('401 UNAUTHENTICATED');
    expect(await host.stop()).toBe(0);
    for (const name of await readdir(folder)) if (name.startsWith('identity.sqlite')) await rm(join(folder, name));
    host = await start();
    expect(await found('sub-security')).toBe('204');
    expect(await session()).toMatchObject({ status: 200, body: { powers: [{ role: 'security-admin' }] } });
  });
});
