import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@taizhang/testkit';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { LEDGER, OFFICE, PollingStation, type Voter } from './polling-station.js';
import { allAtOnce, shuffled, votersOf } from './voters.js';

/** The largest unit of scenario A, all of it online. */
const VOTERS = 2_060;
const MARKS = { GOOD: 901, FAIRLY_GOOD: 698, AVERAGE: 250, POOR: 110, BLANK: 101 };
const COMMENTERS = 60;
/** Answered ballots after which the host is killed. */
const KILLED_AFTER: readonly number[] = [300, 1_000, 1_700];
const AT_ONCE = 48;

describe('2,060 voters, while the host is killed three times', () => {
  let folder: string;
  let deployment: Deployment;
  let station: PollingStation;
  let voters: readonly Voter[];
  let kills = 0;

  const start = () => startEmbedded(folder, { TAIZHANG_CLOCK: 'system', TAIZHANG_LIMIT_PUBLIC: '0' });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-voters-'));
    deployment = await start();
    station = new PollingStation(() => deployment.urlOf('evaluation'), 'b-yi');
    await station.found(['b-yi']);
    await station.convene(VOTERS);
    await station.openRound('r-1');
    voters = shuffled(votersOf(await station.issued('r-1', VOTERS), MARKS, COMMENTERS, '众人'));

    let answered = 0;
    let restarting: Promise<void> | undefined;
    const restart = async () => {
      await deployment.hostOf('evaluation').kill();
      deployment = await start();
      restarting = undefined;
    };
    await allAtOnce(voters, AT_ONCE, async (voter, i) => {
      // Every tenth device sends everything twice at once.
      const answers = await Promise.all([station.vote(voter), ...(i % 10 === 0 ? [station.vote(voter)] : [])]);
      for (const { status, body } of answers) if (status !== 200) throw new Error(JSON.stringify(body));
      answered += 1;
      if (answered < (KILLED_AFTER[kills] ?? Number.POSITIVE_INFINITY) || restarting !== undefined) return;
      kills += 1;
      restarting = restart();
      await restarting;
    });
    await station.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 0 });
  }, 600_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('[C5.12] loses no ballot and counts none twice', async () => {
    expect(kills).toBe(KILLED_AFTER.length);
    expect(await station.opened('r-1')).toEqual({
      used: VOTERS,
      cast: VOTERS,
      blank: MARKS.BLANK,
      grades: { good: MARKS.GOOD, fairlyGood: MARKS.FAIRLY_GOOD, average: MARKS.AVERAGE, poor: MARKS.POOR },
      negative: COMMENTERS,
    });
  });

  it('[C5.3] has used every code once, and collects every comment once', async () => {
    const leaves = await eventually(
      'the box is cleared',
      async () => {
        const lines = await new ScenarioDriver(deployment).leaves(LEDGER);
        return lines.some((line) => line.includes('"evaluation.BallotBoxCleared"')) ? lines : undefined;
      },
      { deadlineMs: 240_000 },
    );
    const streams = (type: string) =>
      leaves
        .filter((line) => line.includes(`"evaluation.${type}"`))
        .map((line) => /"stream":"([^"]+)"/.exec(line)?.[1]);
    for (const [type, count] of Object.entries({ BallotCodeUsed: VOTERS, FeedbackCollected: COMMENTERS })) {
      expect({ type, count: streams(type).length }).toEqual({ type, count });
      expect({ type, streams: new Set(streams(type)).size }).toEqual({ type, streams: count });
    }
    expect(streams('BallotsOpened')).toHaveLength(Math.ceil(VOTERS / 200));
  }, 300_000);
});
