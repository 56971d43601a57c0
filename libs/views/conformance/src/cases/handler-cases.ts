import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { MAX_DOCUMENT_TERMS, shapeOf, type ViewShape, type ViewStorage } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { keysOf, modelOf } from '../model.js';
import { recorded, type SampleEvent } from '../sample-events.js';
import { addToWork, deleteWork, moveWork, putWork, worksView } from '../sample-view.js';
import { changed } from '../storage-wrappers.js';

const SHAPE = shapeOf(worksView);
const LEDGER: LedgerId = 'works/wgx-0371';
const OTHER: LedgerId = 'works/wgx-0372';

const HISTORY: readonly SampleEvent[] = [
  putWork('a', { status: 'OPEN', size: 1 }),
  putWork('b', { status: 'OPEN' }),
  addToWork('a', 5),
  moveWork('a', 'b', 2),
  { type: 'works.Unheard', data: { key: 'a' } },
  deleteWork('b'),
  moveWork('a', 'c', 1),
  addToWork('b', 9),
  putWork('d', { done: true }),
  deleteWork('d'),
  putWork('d', { done: false }),
  deleteWork('never'),
];

/** Documents and counters of a ledger are what the model makes of its events. */
export async function assertModel(
  storage: ViewStorage,
  ledger: LedgerId,
  events: readonly RecordedEvent[],
  shape: ViewShape = SHAPE,
): Promise<void> {
  const model = modelOf(worksView, events);
  const loaded = await storage.load(shape, ledger, keysOf(events));
  assertEqual(new Map([...loaded].sort()), new Map([...model.documents].sort()));
  const counters = await storage.loadCounters(shape, ledger);
  if (model.documents.size > 0) assertEqual(counters?.counts, model.counts);
}

/** Batches of events become documents. */
export const handlerCases = casesOf('handler', {
  'events become documents, whatever the sizes of the batches': async (scene) => {
    const handler = scene.handler(worksView);
    for (const size of [1, 2, 3, 5, HISTORY.length]) {
      const ledger: LedgerId = `works/size-${String(size)}`;
      const events = recorded(ledger, HISTORY);
      for (let at = 0; at < events.length; at += size) await scene.feed(handler, events.slice(at, at + size));
      await assertModel(scene.storage, ledger, events);
    }
  },
  'events that were applied are skipped, in part or in whole': async (scene) => {
    const handler = scene.handler(worksView);
    const events = recorded(LEDGER, HISTORY);
    await handler.handle(LEDGER, events.slice(0, 6));
    await handler.handle(LEDGER, events.slice(0, 6));
    await handler.handle(LEDGER, events.slice(2, 9));
    await handler.handle(LEDGER, events.slice(1, 4));
    await handler.handle(LEDGER, events);
    await assertModel(scene.storage, LEDGER, events);
  },
  'ledgers do not mix': async (scene) => {
    const handler = scene.handler(worksView);
    const here = recorded(LEDGER, HISTORY);
    const there = recorded(OTHER, HISTORY.slice(0, 3));
    await scene.feed(handler, [...there, ...here]);
    await assertModel(scene.storage, LEDGER, here);
    await assertModel(scene.storage, OTHER, there);
  },
  'unknown types change nothing, alone or among others': async (scene) => {
    const handler = scene.handler(worksView);
    assert.ok(!Object.hasOwn(handler.types, 'works.Unheard'));
    const unheard = { type: 'works.Unheard', data: { key: 'a' } };
    const events = recorded(LEDGER, [unheard, putWork('a'), unheard, addToWork('a', 1), unheard]);
    assert.equal((await handler.handle(LEDGER, events)).length, events.length);
    await assertModel(scene.storage, LEDGER, events);
    assertEqual((await scene.storage.load(SHAPE, LEDGER, ['a'])).get('a')?.doc?.['trail'], [1, 3]);
  },
  'a projection that throws stops the batch before it; what came earlier is applied and answered for': async (
    scene,
  ) => {
    const handler = scene.handler(worksView);
    const refused = { type: 'works.Refused', data: { key: 'a' } };
    const events = recorded(LEDGER, [putWork('a'), addToWork('a', 2), refused, addToWork('a', 4)]);
    assert.equal((await handler.handle(LEDGER, events)).length, 2);
    await assertModel(scene.storage, LEDGER, events.slice(0, 2));
    await assert.rejects(handler.handle(LEDGER, events.slice(2)), RangeError);
    await assertModel(scene.storage, LEDGER, events.slice(0, 2));
    await handler.handle(LEDGER, events.slice(3)); // an operator skipped it
    await assertModel(scene.storage, LEDGER, [...events.slice(0, 2), ...events.slice(3)]);
  },
  'a document that outgrows what a store takes fails at the event that does it, and before anything of it is written':
    async (scene) => {
      const handler = scene.handler(worksView);
      const status = '长'.repeat(1024 * 1024);
      const events = recorded(LEDGER, [
        putWork('b'),
        putWork('a'),
        addToWork('a', 1),
        putWork('a', { status }),
        addToWork('a', 1),
      ]);
      let rest = events;
      while (rest.length > 2) rest = rest.slice((await handler.handle(LEDGER, rest)).length);
      await assert.rejects(handler.handle(LEDGER, rest), { code: 'VIEW_DOCUMENT_TOO_LARGE' });
      await assertModel(scene.storage, LEDGER, events.slice(0, 3));
    },
  'a document with more search terms than a store takes is refused like one that is too long': async (scene) => {
    const handler = scene.handler(worksView);
    const words = Array.from({ length: MAX_DOCUMENT_TERMS + 1 }, (_, i) => i.toString(36));
    const events = recorded(LEDGER, [putWork('b'), putWork('a'), putWork('a', { title: words.join(' ') })]);
    let rest = events;
    while (rest.length > 1) rest = rest.slice((await handler.handle(LEDGER, rest)).length);
    await assert.rejects(handler.handle(LEDGER, rest), { code: 'VIEW_DOCUMENT_TOO_LARGE' });
    await assertModel(scene.storage, LEDGER, events.slice(0, 2));
  },
  'a write that fails, whether nothing of it was done, a part, or all, is done again by the same handler': async (
    scene,
  ) => {
    const events = recorded(LEDGER, HISTORY);
    for (const done of [0, 1, 2, Infinity]) {
      const ledger: LedgerId = `works/failing-${String(done)}`;
      let isDown = true;
      const failing = changed(scene.storage, {
        write: async (shape, writes) => {
          await scene.storage.write(shape, isDown ? writes.slice(0, done) : writes);
          if (isDown) throw new Error('no answer');
        },
      });
      const handler = scene.handler(worksView, failing);
      const own = events.map((event) => ({ ...event, ledger }));
      await assert.rejects(handler.handle(ledger, own), /no answer/);
      isDown = false;
      await handler.handle(ledger, own.slice(0, 7));
      await handler.handle(ledger, own);
      await assertModel(scene.storage, ledger, own);
    }
  },
  'deleted documents stay deleted when an older batch comes late': async (scene) => {
    const late = scene.handler(worksView, await scene.another());
    const events = recorded(LEDGER, [putWork('a'), addToWork('a', 1), deleteWork('a'), putWork('b')]);
    await scene.handler(worksView).handle(LEDGER, events);
    await late.handle(LEDGER, events.slice(0, 2));
    await late.handle(LEDGER, events.slice(0, 1));
    await assertModel(scene.storage, LEDGER, events);
    assertEqual((await scene.storage.load(SHAPE, LEDGER, ['a'])).get('a'), { idx: 2, doc: null });
  },
});
