import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersOf } from './answers.js';
import { eraseSealedValues, forgetViews } from './embedded-files.js';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { KILLS, ledgersOfA, playScenarioA, SCENARIO_A, type PlayedScenario } from './play-a.js';

/** When every sealed value is erased: all issues are raised, and most are being rectified. */
const HALF_WAY = Date.parse('2014-08-20T00:00:00+08:00');

describe('from 86 voices to the summary meeting, on the embedded deployment', () => {
  // Another one each time; a run that failed is played again with `TAIZHANG_KILL_SEED=… npm test -- e2e/src/scenario`.
  const seed = Number(process.env['TAIZHANG_KILL_SEED'] ?? Date.now() % 1_000_000);
  let folder: string;
  let deployment: Deployment;
  let played: PlayedScenario;

  let erased: number | undefined;

  /** Decisions must not hang on what may be erased: from here on no sealed value of before is left. */
  const eraseHalfWay = async (at: string) => {
    if (erased !== undefined || Date.parse(at) < HALF_WAY) return;
    await deployment.stop();
    erased = eraseSealedValues(folder);
    await deployment.revive('organization');
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-a-'));
    deployment = await startEmbedded(folder, SCENARIO_A);
    played = await playScenarioA(deployment, seed, eraseHalfWay);
  }, 1_800_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('comes to the counts, refusals and states of the table, across kills at random requests', () => {
    expect([`seed ${String(seed)}`, ...played.differences]).toEqual([`seed ${String(seed)}`]);
    expect(played.kills).toHaveLength(KILLS);
  });

  it('leaves the ledgers that every other deployment leaves, though every sealed value was erased half way', async () => {
    expect(erased).toBeGreaterThan(1_000);
    expect(played.report.ledgers).toEqual(await ledgersOfA());
  });

  it('answers the same when all views are built again from the ledgers', async () => {
    const before = await answersOf(deployment);
    await deployment.stop();
    await forgetViews(folder);
    await deployment.revive('organization');
    expect(Object.values(before).flat().length).toBeGreaterThan(1_000);
    expect(await answersOf(deployment)).toEqual(before);
  }, 300_000);
});
