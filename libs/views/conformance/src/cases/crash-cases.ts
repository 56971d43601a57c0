import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LedgerId } from '@taizhang/kernel';
import { batchSizes, histories, turnOrders } from '../arbitraries.js';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { follow, type Following } from '../follower.js';
import { MemoryMarks } from '../memory/memory-marks.js';
import { recorded, type SampleEvent } from '../sample-events.js';
import { addToWork, deleteWork, moveWork, putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';
import { Turns, type Turn } from '../turns.js';
import { assertModel } from './handler-cases.js';

const HISTORY: readonly SampleEvent[] = [
  putWork('a', { status: 'OPEN' }),
  putWork('b', { status: 'OPEN' }),
  addToWork('a', 5),
  moveWork('a', 'b', 2),
  deleteWork('b'),
  moveWork('a', 'c', 1),
  putWork('a', { status: 'CLOSED' }),
  putWork('b', { status: 'OPEN' }),
  deleteWork('a'),
];

/** Property runs share a database: each has a ledger of its own, and so documents of its own. */
function ledgers(): () => LedgerId {
  let count = 0;
  return () => `works/run-${String((count += 1))}`;
}

function following(scene: Scene, ledger: LedgerId, events: readonly SampleEvent[]): Following {
  return {
    definition: worksView,
    storage: scene.storage,
    ledger,
    events: recorded(ledger, events),
    marks: new MemoryMarks(),
  };
}

/** A fixed seed: a failing suite fails again, and each adapter meets the same histories. */
function settings(scene: Scene, runs: number): { numRuns: number; seed: number; endOnFailure: boolean } {
  return { numRuns: scene.scaled(runs, 5), seed: 20140701, endOnFailure: scene.scale < 1 };
}

/** What the design promises: the same documents and counters as an uninterrupted run. */
export const crashCases = casesOf('crashes and rivals', {
  'a runner that dies once, at any of its steps, changes nothing': async (scene) => {
    const next = ledgers();
    for (const sizes of [[4, 3], [9], [2, 5, 1]]) {
      const quiet = new Turns([]);
      await quiet.run([(gate) => follow(following(scene, next(), HISTORY), sizes, gate)]);
      for (let step = 0; step < quiet.taken; step += 1) {
        const turns: Turn[] = Array.from({ length: step + 1 }, (_, i) => ({ runner: 0, crash: i === step }));
        const run = following(scene, next(), HISTORY);
        await new Turns(turns).run([(gate) => follow(run, sizes, gate)]);
        await assertModel(scene.storage, run.ledger, run.events);
      }
    }
  },
  'a runner that dies again and again changes nothing (property)': async (scene) => {
    const next = ledgers();
    const property = fc.asyncProperty(histories(20), batchSizes, turnOrders(80), async (events, sizes, turns) => {
      const run = following(scene, next(), events);
      await new Turns(turns).run([(gate) => follow(run, sizes, gate)]);
      await assertModel(scene.storage, run.ledger, run.events);
    });
    await fc.assert(property, settings(scene, 150));
  },
  'two runners that overlap, each with its own batches and deaths, change nothing (property)': async (scene) => {
    const next = ledgers();
    const rival = await scene.another();
    const property = fc.asyncProperty(
      histories(20),
      batchSizes,
      batchSizes,
      turnOrders(160),
      async (events, one, two, turns) => {
        const run = following(scene, next(), events);
        await new Turns(turns).run([
          (gate) => follow(run, one, gate),
          (gate) => follow({ ...run, storage: rival }, two, gate),
        ]);
        await assertModel(scene.storage, run.ledger, run.events);
      },
    );
    await fc.assert(property, settings(scene, 300));
  },
  'a copy built beside the one that is read, by runners that overlap and die, says the same (property)': async (
    scene,
  ) => {
    const rival = await scene.another();
    const next = ledgers();
    await scene.versions.open(worksView);
    const copy = await scene.versions.rebuild(worksView);
    const { marks } = scene;
    const property = fc.asyncProperty(
      histories(12),
      batchSizes,
      batchSizes,
      turnOrders(120),
      async (events, one, two, turns) => {
        const live = { ...following(scene, next(), events), marks };
        const building = { ...live, generation: copy.generation };
        await new Turns(turns).run([
          (gate) => follow(live, one, gate),
          (gate) => follow(building, two, gate),
          (gate) => follow({ ...building, storage: rival }, one, gate),
        ]);
        await assertModel(scene.storage, live.ledger, live.events);
        await assertModel(scene.storage, live.ledger, live.events, copy);
      },
    );
    await fc.assert(property, settings(scene, 60));
    assert.equal(await scene.versions.activateIfCaughtUp(copy), true);
    assertEqual(await scene.storage.active('works'), copy);
  },
  'three runners at full speed on two connections change nothing': async (scene) => {
    const next = ledgers();
    const rival = await scene.another();
    for (let round = 0; round < scene.scaled(20, 4); round += 1) {
      const run = following(scene, next(), [...HISTORY, ...HISTORY]);
      const noGate = (): Promise<void> => Promise.resolve();
      await Promise.all([
        follow(run, [3, 1], noGate),
        follow({ ...run, storage: rival }, [2, 5], noGate),
        follow({ ...run, storage: rival }, [18], noGate),
      ]);
      await assertModel(scene.storage, run.ledger, run.events);
    }
  },
});
