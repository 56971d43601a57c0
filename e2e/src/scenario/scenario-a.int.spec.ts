import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { KILLS, ledgersOfA, playScenarioA, SCENARIO_A, type PlayedScenario } from './play-a.js';

describe('from 86 voices to the summary meeting, on the embedded deployment', () => {
  const seed = Date.now() % 1_000_000;
  let folder: string;
  let deployment: Deployment;
  let played: PlayedScenario;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-a-'));
    deployment = await startEmbedded(folder, SCENARIO_A);
    played = await playScenarioA(deployment, seed);
  }, 900_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('comes to the counts, refusals and states of the table, across kills at random requests', () => {
    expect([`seed ${String(seed)}`, ...played.differences]).toEqual([`seed ${String(seed)}`]);
    expect(played.kills).toHaveLength(KILLS);
  });

  it('leaves the ledgers that every other deployment leaves', async () => {
    expect(played.report.ledgers).toEqual(await ledgersOfA());
  });
});
