import assert from 'node:assert/strict';
import type { JsonObject, LedgerId } from '@taizhang/kernel';
import { openDocuments, shapeOf, type GuardedWrite } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { follow } from '../follower.js';
import { recorded, sampleSearchKey, type SampleEvent } from '../sample-events.js';
import { addToWork, putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';
import { changed } from '../storage-wrappers.js';
import { Turns } from '../turns.js';

const LEDGER: LedgerId = 'works/wgx-0371';
const OTHER: LedgerId = 'works/wgx-0372';
const SHAPE = shapeOf(worksView);

function sealedPut(key: string, digest: string, level: 1 | 2 | 3 = 2): SampleEvent {
  return { type: 'works.Put', data: { key, _sd: [digest], _sdl: [level] } };
}

function erasure(digest: string, targetIdx: number): SampleEvent {
  const data: JsonObject = { digest, target: '00000000-0000-7000-8000-000000000000', targetIdx, basis: 'request' };
  return { type: 'ledger.DisclosureErased', data };
}

async function search(
  scene: Scene,
  value: string,
  ledgers: readonly LedgerId[] | 'all' = 'all',
): Promise<readonly string[]> {
  const { items } = await scene.reader.query(worksView, { ledgers, where: [{ op: 'text', field: 'title', value }] });
  return items.map(({ ledger, key }) => `${ledger} ${key}`);
}

async function titleOf(scene: Scene, clearance: 0 | 1 | 2 | 3, key = 'a'): Promise<readonly unknown[]> {
  const document = await scene.reader.get(worksView, LEDGER, key);
  assert.ok(document);
  const [opened] = await openDocuments([document], scene.disclosures, clearance);
  return [opened?.doc.title, opened?.withheld, opened?.erased];
}

/** Sealed fields stay sealed, are opened when read, searched by keyed hashes, and forgotten when erased. */
export const sealedCases = casesOf('sealed fields', {
  'a document holds the place of a sealed field, and readers open it by their clearance': async (scene) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    await scene.show(worksView, recorded(LEDGER, [putWork('b'), sealedPut('a', digest), addToWork('a', 1)]));
    const stored = (await scene.storage.load(SHAPE, LEDGER, ['a'])).get('a');
    assertEqual(stored?.doc?.['title'], { $sealed: { digest, level: 2, idx: 1 } });
    assert.ok(!JSON.stringify(stored).includes('饮用'));
    assertEqual(await titleOf(scene, 2), ['饮用水源污染', [], []]);
    assertEqual(await titleOf(scene, 3), ['饮用水源污染', [], []]);
    assertEqual(await titleOf(scene, 1), [null, ['title'], []]);
  },
  'sealed text is searched without being stored: terms are keyed by ledger': async (scene) => {
    const written: GuardedWrite[] = [];
    const watched = changed(scene.storage, {
      write: async (shape, writes) => {
        written.push(...writes);
        await scene.storage.write(shape, writes);
      },
    });
    await scene.versions.open(worksView);
    const here = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    const there = scene.disclosures.seal(OTHER, 'title', '水源保护');
    await scene.feed(scene.handler(worksView, watched), [
      ...recorded(LEDGER, [sealedPut('a', here)]),
      ...recorded(OTHER, [sealedPut('a', there), putWork('b', { title: '水源' })]),
    ]);
    assertEqual(await search(scene, '水源'), [`${LEDGER} a`, `${OTHER} a`, `${OTHER} b`]);
    assertEqual(await search(scene, '水源', [OTHER]), [`${OTHER} a`, `${OTHER} b`]);
    assertEqual(await search(scene, '水源 污染'), [`${LEDGER} a`]);
    const sealedTerms = written.filter(({ sealed }) => sealed.length > 0).map(({ terms }) => terms['title'] ?? []);
    assert.ok(sealedTerms.flat().every((term) => term.startsWith('#')));
    const [first = [], second = []] = sealedTerms;
    assert.equal(first.filter((term) => second.includes(term)).length, 0);
  },
  'an erased value is no longer found nor opened, and its neighbours are untouched': async (scene) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    const kept = scene.disclosures.seal(LEDGER, 'title', '水源保护');
    await scene.show(worksView, recorded(LEDGER, [sealedPut('a', digest), sealedPut('b', kept)]));
    scene.disclosures.erase(LEDGER, digest);
    assertEqual(await titleOf(scene, 3), [null, [], ['title']]);
    await scene.feed(scene.handler(worksView), recorded(LEDGER, [erasure(digest, 0)], 2));
    assertEqual(await search(scene, '水源'), [`${LEDGER} b`]);
    assertEqual(await titleOf(scene, 3), [null, [], ['title']]);
    assertEqual(await titleOf(scene, 3, 'b'), ['水源保护', [], []]);
    assert.equal((await scene.reader.get(worksView, LEDGER, 'a'))?.idx, 2);
    assertEqual((await scene.reader.get(worksView, LEDGER, 'a'))?.doc.trail, [0]);
  },
  'the event alone forgets a value, also before its disclosure is deleted, and in the batch that brought it': async (
    scene,
  ) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    await scene.show(worksView, recorded(LEDGER, [sealedPut('a', digest), erasure(digest, 0), addToWork('a', 1)]));
    assertEqual(await search(scene, '水源'), []);
    assertEqual(await titleOf(scene, 3), [null, [], ['title']]);
    await scene.feed(scene.handler(worksView), recorded(LEDGER, [addToWork('a', 1)], 3));
    assertEqual(await search(scene, '水源'), []);
    assertEqual((await scene.reader.get(worksView, LEDGER, 'a'))?.doc.trail, [0, 2, 3]);
  },
  'a write says that it erases when it does, so that a storage can clear its journals, and at no other time': async (
    scene,
  ) => {
    const written: GuardedWrite[] = [];
    const watched = changed(scene.storage, {
      write: async (shape, writes) => {
        written.push(...writes);
        await scene.storage.write(shape, writes);
      },
    });
    await scene.versions.open(worksView);
    const handler = scene.handler(worksView, watched);
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    await scene.feed(handler, recorded(LEDGER, [sealedPut('a', digest), putWork('b', { title: '公开' })]));
    await scene.feed(handler, recorded(LEDGER, [putWork('b', { title: '改名' })], 2));
    await scene.feed(handler, recorded(LEDGER, [erasure(digest, 0), addToWork('b', 1)], 3));
    await scene.feed(handler, recorded(LEDGER, [addToWork('a', 1)], 5));
    assertEqual(written.map(({ key, idx, erases }) => [key, idx, erases]).sort(), [
      ['a', 0, false],
      ['a', 3, true],
      ['a', 5, false],
      ['b', 1, false],
      ['b', 2, false],
      ['b', 4, false],
    ]);
  },
  'a late runner does not bring an erased value back': async (scene) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    const events = recorded(LEDGER, [sealedPut('a', digest), addToWork('a', 1), erasure(digest, 0)]);
    await scene.show(worksView, events);
    await scene.handler(worksView, await scene.another()).handle(LEDGER, events.slice(0, 2));
    assertEqual(await search(scene, '水源'), []);
    assertEqual(await titleOf(scene, 3), [null, [], ['title']]);
    assert.equal((await scene.reader.get(worksView, LEDGER, 'a'))?.idx, 2);
  },
  'an erasure in one batch with its value, whose disclosure is gone, outlasts a rival that still has it': async (
    scene,
  ) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    const events = recorded(LEDGER, [sealedPut('a', digest), addToWork('a', 1), erasure(digest, 0)]);
    await scene.versions.open(worksView);
    let writeLate: () => Promise<void> = () => Promise.reject(new Error('the rival has nothing to write yet'));
    const held = changed(scene.storage, {
      write: async (...args) => {
        writeLate = () => scene.storage.write(...args);
      },
    });
    await scene.handler(worksView, held).handle(LEDGER, events.slice(0, 2));
    scene.disclosures.erase(LEDGER, digest);
    const overtaken = changed(scene.storage, {
      write: async (...args) => {
        await writeLate();
        await scene.storage.write(...args);
      },
    });
    await scene.handler(worksView, overtaken).handle(LEDGER, events);
    assertEqual(await search(scene, '水源'), []);
    assertEqual((await scene.reader.get(worksView, LEDGER, 'a'))?.doc.trail, [0, 1]);
    assertEqual((await titleOf(scene, 3))[0], null);
  },
  'a runner that dies at any step of a batch with an erasure leaves nothing of the value': async (scene) => {
    const quiet = new Turns([]);
    for (let step = -1; step < Math.max(quiet.taken, 1); step += 1) {
      const ledger: LedgerId = `works/erasing-${String(step + 1)}`;
      const digest = scene.disclosures.seal(ledger, 'title', '饮用水源污染');
      const kept = scene.disclosures.seal(ledger, 'title', '水源保护');
      const events = recorded(ledger, [
        sealedPut('a', digest),
        sealedPut('b', kept),
        addToWork('a', 1),
        erasure(digest, 0),
        addToWork('a', 1),
      ]);
      const turns =
        step < 0 ? quiet : new Turns(Array.from({ length: step + 1 }, (_, i) => ({ runner: 0, crash: i === step })));
      const { storage, disclosures, marks } = scene;
      const run = {
        definition: worksView,
        storage,
        ledger,
        events,
        marks,
        sealed: disclosures,
        searchKeys: sampleSearchKey,
      };
      if (step < 0) await scene.versions.open(worksView);
      await turns.run([(gate) => follow(run, [3, 1], gate)]);
      assertEqual(await search(scene, '水源', [ledger]), [`${ledger} b`]);
      const document = await scene.reader.get(worksView, ledger, 'a');
      assertEqual(
        [document?.doc.trail, document?.doc.title],
        [[0, 2, 4], { $sealed: { digest, level: 2, idx: 0, erased: true } }],
      );
    }
  },
  'counters do not depend on what is sealed or erased': async (scene) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    await scene.show(worksView, recorded(LEDGER, [sealedPut('a', digest), putWork('b', { title: '公开' })]));
    assertEqual(await scene.reader.counters(worksView, 'sealed', 'all'), { none: 1, open: 1 });
    await scene.feed(scene.handler(worksView), recorded(LEDGER, [erasure(digest, 0)], 2));
    assertEqual(await scene.reader.counters(worksView, 'sealed', 'all'), { none: 1, open: 1 });
  },
  'a rebuilt copy holds nothing of what was erased before': async (scene) => {
    const digest = scene.disclosures.seal(LEDGER, 'title', '饮用水源污染');
    const events = recorded(LEDGER, [sealedPut('a', digest), erasure(digest, 0), addToWork('a', 3)]);
    await scene.show(worksView, events);
    scene.disclosures.erase(LEDGER, digest);
    const copy = await scene.versions.rebuild(worksView);
    await scene.feed(scene.handler(worksView, scene.storage, copy), events);
    assert.equal(await scene.versions.activateIfCaughtUp(copy), true);
    const document = await scene.reader.get(worksView, LEDGER, 'a');
    assert.equal(document?.doc.title, null);
    assert.equal(document.doc.sum, 3);
    assertEqual(await scene.storage.holders(copy, LEDGER, [digest]), []);
  },
});
