import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { ALL_CONTEXTS, startDistributed, type Deployment, type Servers } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { AccessScene, READERS } from './access-scene.js';

const MORE = { TAIZHANG_LIMIT_PUBLIC: '0' };

describe('the access ledger of a distributed deployment', () => {
  let infra: TestInfra;
  let servers: Servers;
  let folder: string;
  let deployment: Deployment;
  let report: string;

  beforeAll(async () => {
    infra = await startTestInfra({ mongodb: 'memory' });
    folder = await mkdtemp(join(tmpdir(), 'taizhang-access-'));
    servers = { ...infra, databases: `access-${randomUUID().slice(0, 8)}`, blobs: join(folder, 'blobs') };
    deployment = await startDistributed(servers, MORE, ALL_CONTEXTS);
    const driver = new ScenarioDriver(deployment);
    for (const step of SLICE.filter(({ verb }) => verb === 'register-unit')) await driver.give(step);
  }, 360_000);
  afterAll(async () => {
    await deployment.stop();
    await infra.stop();
    await rm(folder, { recursive: true });
  }, 120_000);

  it('says on its own host what was read and refused on the others', async () => {
    const scene = new AccessScene(deployment);
    report = await scene.report();
    await new ScenarioDriver(deployment).settle();
    expect(await scene.rows(`record=${report}`)).toMatchObject([{ act: 'READ', account: 'acct-d' }]);
    await scene.send('organization', 'organization/wgx-0371/unit/b-yi/rename-unit', READERS.clerk, {
      name: '新名',
      from: '2014-07-01',
      reason: '理由',
    });
    expect(await scene.rows('act=REFUSED')).toMatchObject([{ account: 'acct-c', code: 'FORBIDDEN' }]);
  });

  it('where it is away, what is confidential is not shown; everything else goes on', async () => {
    await deployment.hostOf('access').kill();
    const scene = new AccessScene(deployment);
    const identity = `issues/wgx-0371/intake/${report}/identity`;
    const opened = await scene.send('issues', identity, READERS.discipline, { reason: '核实' });
    expect(opened).toMatchObject([503, { code: 'ACCESS_LOG_UNAVAILABLE' }]);
    expect((await scene.get('issues', 'views/unit-directory', READERS.discipline))[0]).toBe(200);
    const close = 'issues/wgx-0371/issue/2014-x/close-issue';
    expect((await scene.send('issues', close, READERS.clerk, { opinion: '办结' }))[0]).toBe(403);
    await deployment.stop();
    deployment = await startDistributed(servers, MORE, ALL_CONTEXTS);
    const again = new AccessScene(deployment);
    expect((await again.send('issues', identity, READERS.discipline, { reason: '核实' }))[0]).toBe(200);
    await new ScenarioDriver(deployment).settle();
    expect(await again.rows('act=IDENTITY')).toMatchObject([{ record: `intake/${report}` }]);
  }, 300_000);
});
