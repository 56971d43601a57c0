import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { LiveRun } from './live-run.js';

const LIVE = { TAIZHANG_CLOCK: 'system' };

describe('the embedded deployment by the machine’s clock', () => {
  let folder: string;
  let deployment: Deployment;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-live-'));
    deployment = await startEmbedded(folder, LIVE);
  });
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('[C6.7] [C6.9] lets views and policies follow by themselves, also across a kill -9', async () => {
    const before = new LiveRun(deployment);
    await before.organization();
    await before.untilDutyMoved();
    await deployment.hosts[0]?.kill();
    deployment = await startEmbedded(folder, LIVE);
    const after = new LiveRun(deployment);
    await after.untilClosed();
    expect([...before.surprises, ...after.surprises]).toEqual([]);
    const moved = (await after.driver.leaves('issues/wgx-0371')).filter((leaf) => leaf.includes('DutyTransferred'));
    expect(moved).toHaveLength(1);
  }, 180_000);

  it('has no address of the manual clock', async () => {
    const response = await fetch(`${deployment.urlOf('issues')}/api/test/settle`, { method: 'POST' });
    expect(response.status).toBe(404);
  });
});
