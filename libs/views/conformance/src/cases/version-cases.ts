import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import { consumerOf, shapeOf, viewEtag, ViewVersionError } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { recorded } from '../sample-events.js';
import { addToWork, deleteWork, putWork, worksView, worksViewV2 } from '../sample-view.js';
import type { Scene } from '../scene.js';
import { CrashError } from '../turns.js';
import { changed } from '../storage-wrappers.js';

const A: LedgerId = 'works/a';
const B: LedgerId = 'works/b';
const V1 = shapeOf(worksView);
const V2 = shapeOf(worksViewV2);
const EVENTS = [
  ...recorded(A, [
    putWork('1', { status: 'OPEN' }),
    addToWork('1', 5),
    { type: 'works.Unheard', data: {} },
    putWork('2'),
    deleteWork('2'),
  ]),
  ...recorded(B, [putWork('1'), addToWork('1', 1)]),
];

async function sums(scene: Scene): Promise<readonly unknown[]> {
  const { items } = await scene.reader.query(worksView, { ledgers: 'all' });
  return items.map(({ doc }) => doc.sum);
}

/** Building beside, switching, giving up. */
export const versionCases = casesOf('versions', {
  'the first copy of a view is active at once, and opened again it is the same one': async (scene) => {
    assert.equal(await scene.storage.active('works'), undefined);
    assertEqual(await scene.versions.open(worksView), [V1]);
    assertEqual(await scene.versions.open(worksView), [V1]);
    assertEqual(await (await scene.another()).active('works'), V1);
  },
  'a new version is built beside the old one; readers stay until it has caught up in all ledgers': async (scene) => {
    await scene.show(worksView, EVENTS);
    assertEqual(await scene.versions.open(worksViewV2), [V2]);
    const next = scene.handler(worksViewV2);
    assert.equal(next.consumer, 'view:works.v2');
    assert.equal(await scene.versions.behind(V2), 2);
    assert.equal(await scene.versions.activateIfCaughtUp(V2), false);
    await scene.feed(
      next,
      EVENTS.filter(({ ledger }) => ledger === A),
    );
    assert.equal(await scene.versions.behind(V2), 1);
    assert.equal(await scene.versions.activateIfCaughtUp(V2), false);
    assertEqual(await sums(scene), [5, 1]);
    await scene.feed(
      next,
      EVENTS.filter(({ ledger }) => ledger === B),
    );
    assertEqual(await sums(scene), [5, 1]);
    assert.equal(await scene.versions.activateIfCaughtUp(V2), true);
    assertEqual(await sums(scene), [10, 2]);
    assert.equal(await scene.versions.activateIfCaughtUp(V1), false);
  },
  'while two versions are fed, readers see only the active one, and its queries go by its own fields': async (
    scene,
  ) => {
    await scene.show(worksView, EVENTS);
    await scene.versions.open(worksViewV2);
    await scene.feed(scene.handler(worksViewV2), EVENTS);
    const bySum = { ledgers: 'all', sort: [{ field: 'sum', direction: 'desc' }] } as const;
    await assert.rejects(scene.reader.query(worksViewV2, bySum), { code: 'VIEW_QUERY_INVALID' });
    await scene.versions.activateIfCaughtUp(V2);
    assertEqual(
      (await scene.reader.query(worksViewV2, bySum)).items.map(({ doc }) => doc.sum),
      [10, 2],
    );
    assertEqual(await scene.reader.counters(worksViewV2, 'sum', 'all'), { positive: 2 });
  },
  'a switch is compare-and-set: of two that expect the same, one does it': async (scene) => {
    await scene.show(worksView, EVENTS);
    const rebuilt = await scene.versions.rebuild(worksView);
    await scene.versions.open(worksViewV2);
    const rival = await scene.another();
    const at = '2014-07-02T00:00:00.000Z';
    const answers = await Promise.all([
      scene.storage.activate('works', V2, V1, at),
      rival.activate('works', rebuilt, V1, at),
      scene.storage.activate('works', V2, V1, at),
    ]);
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await scene.storage.activate('works', V1, undefined, at), false);
    const { active, superseded } = await scene.storage.registry('works');
    assertEqual(active, answers[1] ? { version: 1, generation: 1 } : { version: 2, generation: 0 });
    assertEqual(superseded, [{ version: 1, generation: 0 }]);
  },
  'giving up a copy restores: readers notice nothing, nothing is left of it, and its number is not used again': async (
    scene,
  ) => {
    await scene.show(worksView, EVENTS);
    await scene.versions.open(worksViewV2);
    await scene.feed(scene.handler(worksViewV2), EVENTS);
    await scene.versions.abort(V2);
    assertEqual(await sums(scene), [5, 1]);
    assertEqual(await scene.storage.active('works'), V1);
    assert.equal(await scene.marks.mark(consumerOf('works', V2), A), undefined);
    await assert.rejects(scene.storage.ensure(V2), ViewVersionError);
    await assert.rejects(scene.versions.activate(V2), ViewVersionError);
    await assert.rejects(scene.versions.abort(V1), ViewVersionError);
    assertEqual(await scene.versions.open(worksViewV2), [{ ...V2, generation: 1 }]);
    assert.equal((await scene.storage.load({ ...V2, generation: 1 }, A, ['1'])).size, 0);
  },
  'rebuilding gives the same documents and counters, without what can no longer be produced, and leaves other views alone':
    async (scene) => {
      const otherView = { ...worksView, name: 'other-works' };
      await scene.show(otherView, EVENTS);
      await scene.show(worksView, EVENTS);
      const stray = { ledger: A, key: 'stray', idx: 1, doc: { status: 'OPEN' }, terms: {}, sealed: [], erases: false };
      await scene.storage.write(V1, [stray]);
      assert.equal((await scene.reader.query(worksView, { ledgers: 'all' })).items.length, 3);
      const before = [await scene.storage.load(V1, A, ['1', '2']), await scene.storage.loadCounters(V1, A)];
      const copy = await scene.versions.rebuild(worksView);
      assert.equal(consumerOf('works', copy), 'view:works.v1.g1');
      await scene.feed(scene.handler(worksView, scene.storage, copy), EVENTS);
      assert.equal(await scene.versions.activateIfCaughtUp(copy), true);
      assertEqual([await scene.storage.load(copy, A, ['1', '2']), await scene.storage.loadCounters(copy, A)], before);
      assertEqual(await sums(scene), [5, 1]);
      assertEqual(await sums(scene), [5, 1]);
      assert.equal((await scene.reader.query(otherView, { ledgers: 'all' })).items.length, 2);
    },
  'after a switch the copy read before it is kept, and what is fed; older ones are dropped, and readers notice nothing':
    async (scene) => {
      await scene.show(worksView, EVENTS);
      const switched = async () => {
        const copy = await scene.versions.rebuild(worksView);
        await scene.feed(scene.handler(worksView, scene.storage, copy), EVENTS);
        assert.equal(await scene.versions.activateIfCaughtUp(copy), true);
        return copy;
      };
      const second = await switched();
      assertEqual(await scene.versions.dropSuperseded('works', []), []);
      assertEqual(await scene.versions.open(worksView), [V1, second]);
      const third = await switched();
      assertEqual(await scene.versions.dropSuperseded('works', [V1]), []);
      assertEqual(await scene.versions.dropSuperseded('works', []), [V1]);
      assertEqual(await sums(scene), [5, 1]);
      assert.equal(await scene.marks.mark(consumerOf('works', V1), A), undefined);
      assertEqual(await scene.versions.open(worksView), [second, third]);
      assert.equal(await scene.versions.activate(second), true);
      assertEqual(await sums(scene), [5, 1]);
    },
  'a rebuild goes on where it stopped after a crash': async (scene) => {
    await scene.show(worksView, EVENTS);
    const copy = await scene.versions.rebuild(worksView);
    const dying = changed(scene.storage, { write: () => Promise.reject(new CrashError('dies')) });
    await assert.rejects(scene.feed(scene.handler(worksView, dying, copy), EVENTS), CrashError);
    assertEqual(await scene.versions.open(worksView), [V1, copy]);
    await scene.feed(scene.handler(worksView, await scene.another(), copy), EVENTS);
    assert.equal(await scene.versions.activateIfCaughtUp(copy), true);
    assertEqual(await sums(scene), [5, 1]);
    assertEqual(await scene.reader.counters(worksView, 'sum', 'all'), { positive: 2 });
  },
  'a copy that is new in its store begins at zero, even where marks of an earlier life survive': async (scene) => {
    scene.marks.saveMark('view:works.v1', A, 99, undefined);
    await scene.versions.open(worksView);
    assert.equal(await scene.marks.mark('view:works.v1', A), undefined);
    scene.marks.saveMark('view:works.v1', A, 1, undefined);
    await scene.versions.open(worksView);
    assertEqual((await scene.marks.mark('view:works.v1', A))?.idx, 1);
  },
  'an older definition builds nothing beside a newer active one, and other fields need another version': async (
    scene,
  ) => {
    await scene.show(worksViewV2, EVENTS);
    assertEqual(await scene.versions.open(worksView), []);
    assertEqual(await scene.storage.active('works'), V2);
    await assert.rejects(scene.storage.ensure({ ...V2, fields: { status: 'keyword' } }), ViewVersionError);
    const back = await scene.versions.rebuild(worksView);
    await scene.feed(scene.handler(worksView, scene.storage, back), EVENTS);
    assert.equal(await scene.versions.activateIfCaughtUp(back), false);
    assert.equal(await scene.versions.activate(back), true);
    assertEqual(await sums(scene), [5, 1]);
  },
  'a switch is atomic for readers: each answer is wholly of one copy, and none of the old one comes after the new one':
    async (scene) => {
      await scene.show(worksView, EVENTS);
      await scene.versions.open(worksViewV2);
      await scene.feed(scene.handler(worksViewV2), EVENTS);
      const answers: unknown[] = [];
      const elsewhere = scene.readerOn(await scene.another());
      let switched = false;
      const read = async () => {
        for (let more = 3; more > 0; more -= switched ? 1 : 0) {
          const { items } = await elsewhere.query(worksView, { ledgers: 'all' });
          answers.push(items.map(({ doc }) => doc.sum));
          await new Promise(setImmediate);
        }
      };
      const change = async () => {
        const done = await scene.versions.activateIfCaughtUp(V2).finally(() => (switched = true));
        assert.equal(done, true);
      };
      await Promise.all([read(), change()]);
      const firstNew = answers.findIndex((answer) => JSON.stringify(answer) === '[10,2]');
      assertEqual(
        answers,
        answers.map((_, i) => (i < firstNew ? [5, 1] : [10, 2])),
      );
    },
  'a reader pages on across a switch, and an ETag of the old copy is none of the new one': async (scene) => {
    await scene.show(worksView, EVENTS);
    const first = await scene.reader.query(worksView, { ledgers: 'all', limit: 1 });
    const [before] = first.items;
    await scene.versions.open(worksViewV2);
    await scene.feed(scene.handler(worksViewV2), EVENTS);
    await scene.versions.activateIfCaughtUp(V2);
    const rest = await scene.reader.query(worksView, { ledgers: 'all', limit: 1, cursor: first.next ?? '' });
    assertEqual(
      rest.items.map(({ ledger, doc }) => [ledger, doc.sum]),
      [[B, 2]],
    );
    const after = await scene.reader.get(worksView, A, '1');
    assert.ok(before !== undefined && after !== undefined);
    assert.equal(after.idx, before.idx);
    assert.notEqual(viewEtag(after), viewEtag(before));
  },
  'a read that is overtaken by a switch and a drop reads the new copy': async (scene) => {
    await scene.show(worksView, EVENTS);
    const copy = await scene.versions.rebuild(worksView);
    await scene.feed(scene.handler(worksView, scene.storage, copy), EVENTS);
    await scene.versions.activateIfCaughtUp(copy);
    await scene.versions.abort(V1);
    let stale = true;
    const overtaken = changed(scene.storage, {
      active: async (name) => {
        const answer = stale ? V1 : await scene.storage.active(name);
        stale = false;
        return answer;
      },
    });
    assert.equal((await scene.readerOn(overtaken).query(worksView, { ledgers: 'all' })).items.length, 2);
  },
});
