import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import { aCommit, APPEND_STEPS, type AppendStep } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import type { ChildAppend } from '../processes/child-job.js';
import { ChildWriter } from '../processes/child-writer.js';
import { assertSoundLedger, commitIdsOf } from '../reading.js';
import type { Scene } from '../scene.js';

/**
 * What must hold after a process died: what it acknowledged is there, what is there was asked for, each once; the ledger is
 * sound; every command can be retried; a follower gets everything; and the next process goes on.
 */
async function assertSurvived(
  scene: Scene,
  ledger: LedgerId,
  appends: readonly ChildAppend[],
  dead: ChildWriter,
): Promise<void> {
  const store = await scene.open();
  const there = await commitIdsOf(store, ledger);
  const asked = new Set(appends.map(({ commit }) => commit.id));
  for (const { id, idx } of dead.acknowledged) {
    assert.ok(there.includes(id), 'nothing acknowledged is lost');
    assert.equal((await store.find(ledger, id))?.idx, idx);
  }
  assert.ok(
    there.every((id) => asked.has(id)),
    'nothing is invented',
  );
  for (const { commit } of appends) await store.append(ledger, commit);
  await store.append(ledger, aCommit());
  const events = await assertSoundLedger(store, ledger);
  assert.equal((await commitIdsOf(store, ledger)).length, appends.length + 1);
  const follower = scene.follow(store);
  await follower.until(
    'all is delivered',
    (delivered) => delivered.filter((event) => event.ledger === ledger).length >= events.length,
  );
  await follower.cancel();
  assert.deepEqual(
    follower.indices(ledger),
    events.map((event) => event.idx),
  );
  await store.stop();
}

function killedAt(step: AppendStep, time: number): Play {
  return async (scene) => {
    const ledger = scene.ledger();
    const appends = Array.from({ length: 4 }, () => ({ ledger, commit: aCommit({ events: ['issue/1', 'issue/2'] }) }));
    const child = await ChildWriter.start(scene, { appends, atOnce: 1, killAt: { step, time } });
    child.go();
    assert.equal((await child.gone()).signal, 'SIGKILL');
    if (step.endsWith('insert')) assert.equal(child.acknowledged.length, time - 1, 'it died amid its work');
    await assertSurvived(scene, ledger, appends, child);
  };
}

const killedAtEveryStep = Object.fromEntries(
  APPEND_STEPS.flatMap((step) => {
    const named = `kill -9 ${step.replaceAll('-', ' ')}`;
    const first = [`${named}, the first time`, killedAt(step, 1)] as const;
    // Heads are raised now and then, for many appends together: there is no third time to rely on.
    return step.endsWith('heads') ? [first] : [first, [`${named}, later in the ledger`, killedAt(step, 3)] as const];
  }),
);

const killedAnywhere: Readonly<Record<string, Play>> = {
  'kill -9 at any moment of a stream of appends, over and over in one ledger, beside a process that lives': async (
    scene,
  ) => {
    const ledger = scene.ledger();
    const neighbour = await scene.open();
    const asked = new Set<string>();
    for (const [round, after] of [0, 1, 7, 30, 60].slice(0, scene.scaled(5, 3)).entries()) {
      const appends = Array.from({ length: 2_000 }, () => ({
        ledger,
        commit: aCommit({ events: ['issue/1', 'issue/2'] }),
      }));
      const child = await ChildWriter.start(scene, { appends, atOnce: 1 + 4 * round });
      child.go();
      await child.until(`${String(after)} appends are acknowledged`, () => child.acknowledged.length >= after);
      assert.equal((await child.kill()).signal, 'SIGKILL');
      const own = await neighbour.append(ledger, aCommit());
      for (const { commit } of appends) asked.add(commit.id);
      asked.add(own.id);
      const there = new Set(await commitIdsOf(neighbour, ledger));
      for (const { id, idx } of child.acknowledged) {
        assert.ok(there.has(id), 'nothing acknowledged is lost');
        assert.equal((await neighbour.find(ledger, id))?.idx, idx);
      }
      assert.ok(
        [...there].every((id) => asked.has(id)),
        'nothing is invented',
      );
      await assertSoundLedger(neighbour, ledger);
    }
  },
};

/** Processes that die without notice. */
export const killCases: readonly ConformanceCase[] = casesOf('processes', { ...killedAtEveryStep, ...killedAnywhere });
