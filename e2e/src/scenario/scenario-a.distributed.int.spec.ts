import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestInfra, type TestInfra } from '@taizhang/infra-local';
import { ALL_CONTEXTS, startDistributed, type Deployment } from '../deployments/deployment.js';
import { KILLS, ledgersOfA, playScenarioA, SCENARIO_A, type PlayedScenario } from './play-a.js';

describe('from 86 voices to the summary meeting, on the distributed deployment', () => {
  const seed = Date.now() % 1_000_000;
  let infra: TestInfra;
  let blobs: string;
  let deployment: Deployment;
  let played: PlayedScenario;

  beforeAll(async () => {
    // In memory: its thousands of documents would take FerretDB, which reads them one by one at every query, the better part of an hour.
    infra = await startTestInfra({ mongodb: 'memory' });
    blobs = await mkdtemp(join(tmpdir(), 'taizhang-a-'));
    const databases = `scenario-${randomUUID().slice(0, 8)}`;
    deployment = await startDistributed({ ...infra, databases, blobs }, SCENARIO_A, ALL_CONTEXTS);
    played = await playScenarioA(deployment, seed);
  }, 3_000_000);
  afterAll(async () => {
    await deployment.stop();
    await infra.stop();
    await rm(blobs, { recursive: true });
  }, 120_000);

  it('comes to the counts, refusals and states of the table, across kills at random requests', () => {
    expect([`seed ${String(seed)}`, ...played.differences]).toEqual([`seed ${String(seed)}`]);
    expect(played.kills).toHaveLength(KILLS);
  });

  it('leaves the ledgers that the embedded deployment leaves', async () => {
    expect(played.report.ledgers).toEqual(await ledgersOfA());
  });
});
