import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { startDistributed, type Deployment, type Servers } from '../deployments/deployment.js';
import { LiveRun } from './live-run.js';

const LIVE = { TAIZHANG_CLOCK: 'system' };

describe('the distributed deployment by the machine’s clock', () => {
  let infra: TestInfra;
  let servers: Servers;
  let blobs: string;
  let deployment: Deployment;
  beforeAll(async () => {
    infra = await startTestInfra();
    blobs = await mkdtemp(join(tmpdir(), 'taizhang-live-'));
    servers = { ...infra, databases: `live-${randomUUID().slice(0, 8)}`, blobs };
    deployment = await startDistributed(servers, LIVE);
  }, 360_000);
  afterAll(async () => {
    await deployment.stop();
    await infra.stop();
    await rm(blobs, { recursive: true });
  }, 120_000);

  it('[C6.7] [C6.9] carries leaves over Kafka to views and policies of another host, also across a kill -9', async () => {
    const before = new LiveRun(deployment);
    await before.organization();
    await before.untilDutyMoved();
    await Promise.all(deployment.hosts.map((host) => host.kill()));
    deployment = await startDistributed(servers, LIVE);
    const after = new LiveRun(deployment);
    await after.untilClosed();
    expect([...before.surprises, ...after.surprises]).toEqual([]);
    const moved = (await after.driver.leaves('issues/wgx-0371')).filter((leaf) => leaf.includes('DutyTransferred'));
    expect(moved).toHaveLength(1);
  }, 300_000);
});
