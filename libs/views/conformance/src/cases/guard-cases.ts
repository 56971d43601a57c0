import assert from 'node:assert/strict';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import { shapeOf, type GuardedWrite, type ViewStorage } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { worksView } from '../sample-view.js';

const SHAPE = shapeOf(worksView);
const LEDGER: LedgerId = 'works/wgx-0371';
const OTHER: LedgerId = 'works/wgx-0372';

function write(key: string, idx: number, doc: JsonObject | null, ledger: LedgerId = LEDGER): GuardedWrite {
  return { ledger, key, idx, doc, terms: {}, sealed: [], erases: false };
}

async function stored(storage: ViewStorage, key: string, ledger: LedgerId = LEDGER): Promise<unknown> {
  return (await storage.load(SHAPE, ledger, [key])).get(key);
}

/** The storage by itself: what handlers build on. */
export const guardCases = casesOf('guards', {
  'a document is stored and read back to the byte: unicode, dots, dollars, nesting, numbers': async ({ storage }) => {
    await storage.ensure(SHAPE);
    const doc: JsonObject = {
      status: '已销号',
      'a.b': { $c: [null, true, -1, Number.MAX_SAFE_INTEGER, ''] },
      $set: { x: 1 },
      '': '空',
      '𠮷': '\u0001\n"\\',
      __proto__x: [{ deep: [[[{ end: 'é é' }]]] }],
    };
    for (const key of ['a', 'a.b', '$a', 'a b', '台账/一', '𠮷'])
      await storage.write(SHAPE, [write(key, 3, { ...doc, key })]);
    for (const key of ['a', 'a.b', '$a', 'a b', '台账/一', '𠮷']) {
      assertEqual(await stored(storage, key), { idx: 3, doc: { ...doc, key } });
      assertEqual(await storage.get(SHAPE, LEDGER, key), { ledger: LEDGER, key, idx: 3, doc: { ...doc, key } });
    }
  },
  'a write with a higher index replaces, one with the same or a lower index has no effect and is no failure': async ({
    storage,
  }) => {
    await storage.ensure(SHAPE);
    await storage.write(SHAPE, [write('a', 5, { sum: 5 })]);
    await storage.write(SHAPE, [write('a', 5, { sum: 6 }), write('b', 1, { sum: 1 }), write('a', 4, { sum: 4 })]);
    assertEqual(await stored(storage, 'a'), { idx: 5, doc: { sum: 5 } });
    assertEqual(await stored(storage, 'b'), { idx: 1, doc: { sum: 1 } });
    await storage.write(SHAPE, [write('a', 6, { sum: 60 })]);
    assertEqual(await stored(storage, 'a'), { idx: 6, doc: { sum: 60 } });
  },
  'a tombstone stays: no late write revives it, a later one does': async ({ storage }) => {
    await storage.ensure(SHAPE);
    await storage.write(SHAPE, [write('a', 5, { sum: 5 }), write('never', 3, null)]);
    await storage.write(SHAPE, [write('a', 7, null)]);
    await storage.write(SHAPE, [write('a', 6, { sum: 6 }), write('never', 2, { sum: 2 })]);
    assertEqual(await stored(storage, 'a'), { idx: 7, doc: null });
    assertEqual(await stored(storage, 'never'), { idx: 3, doc: null });
    assert.equal(await storage.get(SHAPE, LEDGER, 'a'), undefined);
    await storage.write(SHAPE, [write('a', 8, { sum: 8 })]);
    assertEqual(await storage.get(SHAPE, LEDGER, 'a'), { ledger: LEDGER, key: 'a', idx: 8, doc: { sum: 8 } });
  },
  'the same key in two ledgers is two documents': async ({ storage }) => {
    await storage.ensure(SHAPE);
    await storage.write(SHAPE, [write('a', 5, { sum: 1 }), write('a', 2, { sum: 2 }, OTHER)]);
    assertEqual(await stored(storage, 'a'), { idx: 5, doc: { sum: 1 } });
    assertEqual(await stored(storage, 'a', OTHER), { idx: 2, doc: { sum: 2 } });
    assertEqual(await storage.ledgers(SHAPE), [LEDGER, OTHER]);
  },
  'load answers for the keys it was asked for, and only where something is stored': async ({ storage }) => {
    await storage.ensure(SHAPE);
    await storage.write(
      SHAPE,
      ['a', 'b', 'c'].map((key, idx) => write(key, idx, { sum: idx })),
    );
    assertEqual([...(await storage.load(SHAPE, LEDGER, ['a', 'c', 'x'])).keys()].sort(), ['a', 'c']);
    assertEqual([...(await storage.load(SHAPE, LEDGER, [])).keys()], []);
    assertEqual([...(await storage.load(SHAPE, OTHER, ['a'])).keys()], []);
  },
  'writers at once on two connections: the highest index stays': async (scene) => {
    const { storage } = scene;
    await storage.ensure(SHAPE);
    const rival = await scene.another();
    await rival.ensure(SHAPE);
    const rounds = Array.from({ length: scene.scaled(40, 8) }, (_, i) => i);
    await Promise.all(
      rounds.flatMap((i) => [
        storage.write(SHAPE, [write('a', 2 * i, { sum: 2 * i })]),
        rival.write(SHAPE, [write('a', 2 * i + 1, { sum: 2 * i + 1 })]),
      ]),
    );
    const last = 2 * rounds.length - 1;
    assertEqual(await stored(rival, 'a'), { idx: last, doc: { sum: last } });
    assertEqual(await stored(storage, 'a'), { idx: last, doc: { sum: last } });
  },
  'writers at once that insert: a write that comes second is not lost because the first was an insert': async (
    scene,
  ) => {
    const { storage } = scene;
    await storage.ensure(SHAPE);
    const rival = await scene.another();
    await rival.ensure(SHAPE);
    const keys = Array.from({ length: scene.scaled(40, 12) }, (_, i) => `new-${String(i)}`);
    await Promise.all(
      keys.flatMap((key, i) => {
        const [low, high] = i % 2 === 0 ? [storage, rival] : [rival, storage];
        return [low.write(SHAPE, [write(key, 1, { sum: 1 })]), high.write(SHAPE, [write(key, 2, { sum: 2 })])];
      }),
    );
    for (const key of keys) assertEqual(await stored(storage, key), { idx: 2, doc: { sum: 2 } });
  },
  'what was written is there for a connection that is opened later': async (scene) => {
    const { storage } = scene;
    await storage.ensure(SHAPE);
    await storage.write(SHAPE, [write('a', 1, { sum: 1 })]);
    await storage.writeCounters(SHAPE, { ledger: LEDGER, idx: 1, counts: { sum: { 'a.b': 1 } } });
    const later = await scene.another();
    assertEqual(await stored(later, 'a'), { idx: 1, doc: { sum: 1 } });
    assertEqual(await later.loadCounters(SHAPE, LEDGER), { ledger: LEDGER, idx: 1, counts: { sum: { 'a.b': 1 } } });
  },
  'a batch of many documents is written whole': async (scene) => {
    const { storage } = scene;
    await storage.ensure(SHAPE);
    const keys = Array.from({ length: scene.scaled(2_000, 200) }, (_, i) => `work-${String(i)}`);
    await storage.write(
      SHAPE,
      keys.map((key, i) => write(key, i, { sum: i })),
    );
    const loaded = await storage.load(SHAPE, LEDGER, keys);
    assert.equal(loaded.size, keys.length);
    for (const [i, key] of keys.entries()) assertEqual(loaded.get(key), { idx: i, doc: { sum: i } });
  },
});
