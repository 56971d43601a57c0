import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import { shapeOf, ViewQueryError, type Counts } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { recorded } from '../sample-events.js';
import { addToWork, deleteWork, putWork, worksView } from '../sample-view.js';
import { changed } from '../storage-wrappers.js';
import { assertModel } from './handler-cases.js';

const SHAPE = shapeOf(worksView);
const A: LedgerId = 'works/a';
const B: LedgerId = 'works/b';
const C: LedgerId = 'works/c';

/** Counters kept by difference. */
export const counterCases = casesOf('counters', {
  'a counter write is guarded by its index': async ({ storage }) => {
    await storage.ensure(SHAPE);
    assert.equal(await storage.loadCounters(SHAPE, A), undefined);
    const counts: Counts = { status: { 'status=开放.$x': 2, all: 3 } };
    await storage.writeCounters(SHAPE, { ledger: A, idx: 4, counts });
    await storage.writeCounters(SHAPE, { ledger: A, idx: 4, counts: { status: { all: 9 } } });
    await storage.writeCounters(SHAPE, { ledger: A, idx: 3, counts: {} });
    assertEqual(await storage.loadCounters(SHAPE, A), { ledger: A, idx: 4, counts });
    await storage.writeCounters(SHAPE, { ledger: A, idx: 5, counts: {} });
    assertEqual(await storage.loadCounters(SHAPE, A), { ledger: A, idx: 5, counts: {} });
  },
  'counters are summed over the ledgers asked for': async (scene) => {
    await scene.show(worksView, [
      ...recorded(A, [putWork('1', { status: 'OPEN' }), putWork('2', { status: 'CLOSED' })]),
      ...recorded(B, [putWork('1', { status: 'OPEN' }), addToWork('1', 2)]),
      ...recorded(C, [putWork('1', { status: '𠮷."\'' })]),
    ]);
    const { reader } = scene;
    assertEqual(await reader.counters(worksView, 'status', [A]), { all: 2, 'status=CLOSED': 1, 'status=OPEN': 1 });
    assertEqual(await reader.counters(worksView, 'status', [A, B]), { all: 3, 'status=CLOSED': 1, 'status=OPEN': 2 });
    assertEqual(await reader.counters(worksView, 'status', 'all'), {
      all: 4,
      'status=CLOSED': 1,
      'status=OPEN': 2,
      'status=𠮷."\'': 1,
    });
    assertEqual(await reader.counters(worksView, 'sum', 'all'), { positive: 1, rest: 3 });
    assertEqual(await reader.counters(worksView, 'status', []), {});
    assertEqual(await reader.counters(worksView, 'status', ['works/unknown']), {});
    assert.throws(() => reader.counters(worksView, 'nosuch', 'all'), ViewQueryError);
  },
  'what nobody counts in any more is gone, not zero': async (scene) => {
    await scene.show(worksView, recorded(A, [putWork('1', { status: 'OPEN' }), putWork('1', { status: 'CLOSED' })]));
    assertEqual(await scene.reader.counters(worksView, 'status', [A]), { all: 1, 'status=CLOSED': 1 });
    await scene.feed(scene.handler(worksView), recorded(A, [deleteWork('1')], 2));
    assertEqual(await scene.reader.counters(worksView, 'status', [A]), {});
  },
  'counters that are ahead of documents (a crash between them) are not counted twice, whatever the next batch': async (
    scene,
  ) => {
    const history = [
      putWork('1', { status: 'OPEN' }),
      putWork('2', { status: 'OPEN' }),
      addToWork('1', 1),
      deleteWork('2'),
      putWork('3'),
    ];
    for (const [until, next] of [
      [1, 2],
      [2, 2],
      [3, 4],
      [4, 5],
      [5, 1],
      [5, 5],
    ] as const) {
      const ledger: LedgerId = `works/crash-${String(until)}-${String(next)}`;
      const events = recorded(ledger, history);
      const dying = scene.handler(
        worksView,
        changed(scene.storage, { write: () => Promise.reject(new Error('dies before the documents')) }),
      );
      await assert.rejects(dying.handle(ledger, events.slice(0, until)), /dies before/);
      const handler = scene.handler(worksView);
      for (let at = 0; at < events.length; at += next) await handler.handle(ledger, events.slice(at, at + next));
      await assertModel(scene.storage, ledger, events);
    }
  },
});
