import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BallotBoxError, type BallotDrawers } from '@taizhang/ballots-port';
import type { RunningHost } from '@taizhang/platform';
import { eventually } from '@taizhang/testkit';
import { startFaultyHost } from './host-in-process.js';
import { freshVoterKey, OFFICE, PollingStation, type Voter } from './polling-station.js';

/** Steps at which the boxes fail, as if the process had ended there. */
interface Faults {
  /** Writes that still succeed; -1: all. */
  writes: number;
  reads: boolean;
  destroys: boolean;
}

/** @param now the faults of the moment */
function failing(drawers: BallotDrawers, now: () => Faults): BallotDrawers {
  const killed = (): Promise<never> => Promise.reject(new BallotBoxError('BALLOT_BOX_UNAVAILABLE', 'killed'));
  return {
    make: (...of) => drawers.make(...of),
    find: (...of) => drawers.find(...of),
    read: (...of) => (now().reads ? drawers.read(...of) : killed()),
    write: (...of) => {
      if (now().writes === 0) return killed();
      now().writes -= 1;
      return drawers.write(...of);
    },
    destroy: (...of) => (now().destroys ? drawers.destroy(...of) : killed()),
    close: () => drawers.close(),
  };
}

describe('a host that ends in the middle of a vote 投票中断', () => {
  let folder: string;
  let host: RunningHost;
  const stations = new Map<string, PollingStation>();
  const none = (): Faults => ({ writes: -1, reads: true, destroys: true });
  let faults = none();

  const start = async () => {
    host = await startFaultyHost(folder, (drawers) => failing(drawers, () => faults));
  };
  /** Ends the host where it is, and starts it anew without its fault. */
  const restart = async () => {
    await host.stop();
    faults = none();
    await start();
  };
  const station = (unit: string): PollingStation => {
    const made = stations.get(unit) ?? new PollingStation(() => host.url, unit);
    stations.set(unit, made);
    return made;
  };
  const UNITS = ['b-1', 'b-2', 'b-3', 'b-4'];
  const voterOf = (code = ''): Voter => ({
    code,
    key: freshVoterKey(),
    mark: 'GOOD',
    comment: { sentiment: 'SUGGESTION', content: `建议 ${code}` },
  });
  const collected = async (unit: string) => {
    const { body } = await station(unit).get(`evaluation/views/comments?evaluation=stage-2.${unit}`);
    return (body['items'] as readonly { readonly doc: { readonly content: string } }[]).map(({ doc }) => doc.content); // of that view
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-ballot-faults-'));
    await start();
    await station('b-1').found(UNITS);
    for (const unit of UNITS) {
      await station(unit).convene(20);
      await station(unit).openRound('r-1');
    }
  }, 120_000);
  afterAll(async () => {
    await host.stop();
    await rm(folder, { recursive: true });
  });

  it('[C5.12] between the use of a code and the box, has the ballot after a repeat, once, and under no other key', async () => {
    const at = station('b-1');
    const [first, second] = (await at.issued('r-1', 2)).map(voterOf);
    if (first === undefined || second === undefined) throw new Error('two codes');
    faults = { ...none(), writes: 0 }; // nothing of the ballot is written: the code is used
    expect((await at.cast(first)).status).toBe(503);
    faults = { ...none(), writes: 1 }; // the seal is written, the ballot is not
    expect((await at.cast(second)).status).toBe(503);
    await restart();
    expect((await at.vote({ ...second, key: freshVoterKey() })).body['code']).toBe('BALLOT_CODE_USED');
    expect((await at.vote(first)).status).toBe(200);
    expect((await at.vote(second)).status).toBe(200);
    expect((await at.vote(second)).status).toBe(200);
    await at.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 0 });
    expect(await at.opened('r-1')).toMatchObject({ used: 2, cast: 2, grades: { good: 2 } });
  });

  it('[C5.12] states the difference where a voter never comes back', async () => {
    const at = station('b-2');
    const [lost, kept] = (await at.issued('r-1', 2)).map(voterOf);
    if (lost === undefined || kept === undefined) throw new Error('two codes');
    faults = { ...none(), writes: 0 };
    expect((await at.cast(lost)).status).toBe(503);
    await restart();
    expect((await at.vote(kept)).status).toBe(200);
    await at.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 0 });
    expect(await at.opened('r-1')).toMatchObject({ used: 2, cast: 1 });
    expect((await at.vote(lost)).body['code']).toBe('BALLOT_ROUND_CLOSED');
  });

  it('[C5.12] between the close and the opening, opens the same ballots once', async () => {
    const at = station('b-3');
    const voters = (await at.issued('r-1', 5)).map(voterOf);
    for (const voter of voters) expect((await at.vote(voter)).status).toBe(200);
    faults = { ...none(), writes: 0 }; // the box cannot be shut
    await at.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 0 });
    await restart();
    expect(await at.opened('r-1')).toMatchObject({ used: 5, cast: 5 });
    const comments = await eventually('all comments are collected', async () => {
      const found = await collected('b-3');
      return found.length === 5 ? found : undefined;
    });
    expect([...comments].sort()).toEqual(voters.map(({ comment }) => comment?.content ?? '').sort());
  });

  it('[C5.12] between the opening and the end of the box, destroys it later, and opens nothing twice', async () => {
    const at = station('b-4');
    const [voter] = (await at.issued('r-1', 1)).map(voterOf);
    if (voter === undefined) throw new Error('a code');
    expect((await at.vote(voter)).status).toBe(200);
    faults = { ...none(), destroys: false };
    await at.act(OFFICE, 'close-ballot-round', { round: 'r-1', paper: 11 });
    expect(await at.opened('r-1')).toMatchObject({ used: 1, cast: 1 });
    expect((await at.vote(voter)).status).toBe(200); // it still lies in the box
    await restart();
    await eventually('the box is destroyed', async () => ((await at.cast(voter)).status === 409 ? true : undefined));
    expect(await at.round('r-1')).toMatchObject({ online: { used: 1, cast: 1 } });
    expect(await collected('b-4')).toEqual([voter.comment?.content]);
  });
});
