import assert from 'node:assert/strict';
import type { CommitId, LedgerId } from '@taizhang/kernel';
import { aCommit, type CommitParts } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import type { ChildAppend } from '../processes/child-job.js';
import { raceOfProcesses, type ChildWriter } from '../processes/child-writer.js';
import { assertSoundLedger, commitIdsOf, factsOf } from '../reading.js';
import type { Scene } from '../scene.js';

function appendsTo(ledger: LedgerId, count: number, parts: CommitParts = {}): readonly ChildAppend[] {
  return Array.from({ length: count }, () => ({ ledger, commit: aCommit(parts) }));
}

/** Every acknowledgement of every process, checked against the ledger: all are there, where they were told, and nothing else is. */
async function assertAllTold(scene: Scene, ledger: LedgerId, writers: readonly ChildWriter[]): Promise<void> {
  const store = await scene.open();
  const events = await assertSoundLedger(store, ledger);
  const told = new Map<CommitId, number>(acknowledgedIn(ledger, writers).map(({ id, idx }) => [id, idx]));
  for (const [id, idx] of told) assert.equal(events[idx]?.commit.id, id);
  assert.deepEqual((await commitIdsOf(store, ledger)).sort(), [...told.keys()].sort());
}

function acknowledgedIn(ledger: LedgerId, writers: readonly ChildWriter[]): ChildWriter['acknowledged'] {
  return writers.flatMap(({ acknowledged }) => acknowledged.filter((word) => word.ledger === ledger));
}

/** In a race that one may win: one acknowledgement in all, and every other append was refused by this name. */
function assertSoleWinner(writers: readonly ChildWriter[], ledger: LedgerId, appends: number, loser: string): void {
  const refused = writers.flatMap((writer) => writer.refused.filter((word) => word.ledger === ledger));
  assert.equal(acknowledgedIn(ledger, writers).length, 1, 'exactly one wins');
  assert.deepEqual(new Set(refused.map(({ name }) => name)), new Set([loser]));
  assert.equal(refused.length, appends - 1);
}

function racePlays(processes: number): Readonly<Record<string, Play>> {
  const each = Array.from({ length: processes });
  const among = `among ${String(processes)} processes`;
  return {
    [`${among} with one expectation exactly one append wins, the losers get the conflict by type`]: async (scene) => {
      const store = await scene.open();
      const [fresh, known] = [scene.ledger(), scene.ledger()];
      await store.append(known, aCommit({ events: ['issue/1'] }));
      const races = [
        [fresh, 'no-stream'],
        [known, 0],
      ] as const;
      const appends = () =>
        races.flatMap(([ledger, expected]) =>
          appendsTo(ledger, 3, { events: ['issue/1'], expect: { streams: { 'issue/1': expected } } }),
        );
      const writers = await raceOfProcesses(
        scene,
        each.map(() => ({ appends: appends(), atOnce: 6 })),
      );
      for (const [ledger] of races) {
        assertSoleWinner(writers, ledger, 3 * processes, 'RevisionConflictError');
        await store.append(ledger, aCommit({ events: ['issue/1'] }));
        await assertSoundLedger(store, ledger);
      }
    },
    [`${among} a gate that each found open is passed by one, and a claim is won by one`]: async (scene) => {
      const [gate, claim] = [scene.ledger(), scene.ledger()];
      const passing: CommitParts = { expect: { none: [{ types: ['issues.IssueNoted'], after: -1 }] } };
      const claiming = (i: number): CommitParts => ({
        events: [`issue/${String(i)}`, 'code/1'],
        expect: { streams: { 'code/1': 'no-stream' } },
      });
      const writers = await raceOfProcesses(
        scene,
        each.map((_, i) => ({
          appends: [...appendsTo(gate, 2, passing), ...appendsTo(claim, 1, claiming(i))],
          atOnce: 3,
        })),
      );
      assertSoleWinner(writers, gate, 2 * processes, 'ConditionFailedError');
      assertSoleWinner(writers, claim, processes, 'RevisionConflictError');
      for (const ledger of [gate, claim]) await assertAllTold(scene, ledger, writers);
    },
    [`${among} that open a ledger and write to it at once idx, seq and rev stay dense, and every append is recorded`]:
      async (scene) => {
        const ledger = scene.ledger();
        const count = scene.scaled(60, 12);
        const parts: CommitParts = { events: ['issue/1', 'issue/common', 'issue/1'] };
        const writers = await raceOfProcesses(
          scene,
          each.map(() => ({ appends: appendsTo(ledger, count, parts), atOnce: 8 })),
        );
        for (const writer of writers)
          assert.equal(writer.acknowledged.length, count, JSON.stringify(writer.refused[0]));
        await assertAllTold(scene, ledger, writers);
        assert.equal((await factsOf(await scene.open(), ledger)).length, 3 * count * processes);
      },
    [`${among} that retry one command it is recorded once, and all get the same place`]: async (scene) => {
      const ledger = scene.ledger();
      const [retried] = appendsTo(ledger, 1, { events: ['issue/1', 'issue/2'] });
      assert.ok(retried !== undefined);
      const writers = await raceOfProcesses(
        scene,
        each.map(() => ({ appends: [retried, ...appendsTo(ledger, 2), retried], atOnce: 2 })),
      );
      const answers = writers.flatMap((writer) => writer.acknowledged.filter(({ id }) => id === retried.commit.id));
      assert.equal(answers.length, 2 * processes);
      assert.equal(new Set(answers.map(({ idx, seq }) => `${String(idx)} ${String(seq)}`)).size, 1);
      assert.equal(answers.filter(({ repeated }) => !repeated).length, 1);
      await assertAllTold(scene, ledger, writers);
    },
  };
}

/** Two and four processes on one database. */
export const processRaceCases: readonly ConformanceCase[] = casesOf('processes', {
  ...racePlays(2),
  ...racePlays(4),
  'a follower here gets what two processes write, dense and once': async (scene) => {
    const store = await scene.open();
    const ledgers = [scene.ledger(), scene.ledger()];
    const follower = scene.follow(store);
    const count = scene.scaled(40, 10);
    const appends = ledgers.flatMap((ledger) => appendsTo(ledger, count));
    await raceOfProcesses(scene, [
      { appends, atOnce: 6 },
      { appends: ledgers.flatMap((ledger) => appendsTo(ledger, count)), atOnce: 6 },
    ]);
    await follower.until('all is delivered', (events) => events.length >= 2 * (1 + 2 * count));
    await follower.cancel();
    for (const ledger of ledgers)
      assert.deepEqual(
        follower.indices(ledger),
        Array.from({ length: 1 + 2 * count }, (_, idx) => idx),
      );
  },
});
