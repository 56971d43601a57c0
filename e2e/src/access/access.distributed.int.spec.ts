import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { ALL_CONTEXTS, startDistributed, type Deployment, type Servers } from '../deployments/deployment.js';
import { credentialsOf, ScenarioDriver } from '../deployments/scenario-driver.js';
import { SLICE } from '../slice/slice.steps.js';
import { readStream, wholeStream } from '../streams/stream-client.js';
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

  it('says who took the events of a context away, which its owner streams as they come', async () => {
    const scene = new AccessScene(deployment);
    const authorization = credentialsOf({ account: 'acct-an', role: 'analyst', unit: 'wgx-0371' }, 1);
    const url = `${deployment.urlOf('issues')}/api/streams/issues`;
    const headers = { authorization, accept: 'application/x-ndjson' };
    await scene.report();
    const before = await wholeStream(`${url}?follow=false`, headers);
    expect(before.end).toBe('CAUGHT_UP');
    expect(before.leaves.some(({ h }) => h !== undefined)).toBe(true); // the report is above the clearance
    const live = await readStream(`${url}?from=${before.position}`, { authorization, accept: 'text/event-stream' });
    await scene.report();
    await live.until(({ leaves }) => leaves.length > 0);
    expect(live.received.leaves[0]).toMatchObject({ idx: before.leaves.length, clr: 3 });
    await live.close();
    const rows = await scene.rows('account=acct-an&act=EXPORTED');
    expect(rows[0]).toMatchObject({ act: 'EXPORTED', account: 'acct-an', role: 'analyst' });
    const elsewhere = await fetch(`${deployment.urlOf('organization')}/api/streams/issues`, { headers });
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'UNKNOWN_LEDGER' }),
    ]);
  });

  it('where it is away, what is confidential is not shown; everything else goes on', async () => {
    await deployment.hostOf('access').kill();
    const scene = new AccessScene(deployment);
    const stream = await fetch(`${deployment.urlOf('issues')}/api/streams/issues`, {
      headers: { authorization: credentialsOf({ account: 'acct-an', role: 'analyst', unit: 'wgx-0371' }, 1) },
    });
    expect([stream.status, await stream.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'ACCESS_LOG_UNAVAILABLE' }),
    ]);
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
