import assert from 'node:assert/strict';
import type { Clearance, LedgerId } from '@taizhang/kernel';
import { viewEtag, ViewQueryError } from '@taizhang/views-port';
import { casesOf } from '../conformance-case.js';
import { assertEqual } from '../equality.js';
import { recorded, type SampleEvent } from '../sample-events.js';
import { addToWork, deleteWork, putWork, worksView } from '../sample-view.js';
import type { Scene } from '../scene.js';

const LEDGER: LedgerId = 'works/wgx-0371';
const ALL: readonly Clearance[] = [0, 1, 2, 3];

/** Four works of as many classifications; the one named `risen` became restricted by a later event, and stayed so. */
const HISTORY: readonly SampleEvent[] = [
  { ...putWork('public', { status: 'OPEN', title: '供水' }), clr: 0 },
  { ...putWork('internal', { status: 'OPEN', title: '供水' }), clr: 1 },
  { ...putWork('risen', { status: 'CLOSED', title: '供水' }), clr: 0 },
  { ...putWork('confidential', { status: 'OPEN', title: '供水' }), clr: 3 },
  { ...addToWork('risen', 1), clr: 2 },
  { ...addToWork('risen', 1), clr: 0 },
];
const VISIBLE: Readonly<Record<Clearance, readonly string[]>> = {
  0: ['public'],
  1: ['internal', 'public'],
  2: ['internal', 'public', 'risen'],
  3: ['confidential', 'internal', 'public', 'risen'],
};

async function shown(scene: Scene): Promise<void> {
  await scene.show(worksView, recorded(LEDGER, HISTORY));
}

function sealedPut(key: string, digest: string, level: 1 | 2 | 3): SampleEvent {
  return { type: 'works.Put', data: { key, _sd: [digest], _sdl: [level] } };
}

/** What is classified above a reader's clearance is to him as if it were not there. */
export const classificationCases = casesOf('classification', {
  'a document above the clearance is not in lists, searches and pages': async (scene) => {
    await shown(scene);
    for (const clearance of ALL) {
      const reader = scene.readerOn(scene.storage, clearance);
      const { items } = await reader.query(worksView, { ledgers: 'all' });
      assertEqual(
        items.map(({ key }) => key),
        VISIBLE[clearance],
      );
      const found = await reader.query(worksView, {
        ledgers: [LEDGER],
        where: [{ op: 'text', field: 'title', value: '供水' }],
        limit: 1,
      });
      assert.equal(found.next === undefined, VISIBLE[clearance].length === 1);
    }
  },
  'a document above the clearance is not in totals and facets': async (scene) => {
    await shown(scene);
    const facets: Readonly<Record<Clearance, unknown>> = {
      0: [{ value: 'OPEN', count: 1 }],
      1: [{ value: 'OPEN', count: 2 }],
      2: [
        { value: 'OPEN', count: 2 },
        { value: 'CLOSED', count: 1 },
      ],
      3: [
        { value: 'OPEN', count: 3 },
        { value: 'CLOSED', count: 1 },
      ],
    };
    for (const clearance of ALL) {
      const reader = scene.readerOn(scene.storage, clearance);
      const page = await reader.query(worksView, { ledgers: 'all', facets: ['status'], total: true });
      assertEqual([page.total, page.facets], [VISIBLE[clearance].length, { status: facets[clearance] }]);
    }
  },
  'a document above the clearance is not there by its key, and no document tells its classification': async (scene) => {
    await shown(scene);
    for (const clearance of ALL) {
      const reader = scene.readerOn(scene.storage, clearance);
      for (const key of VISIBLE[3]) {
        const found = await reader.get(worksView, LEDGER, key);
        assert.equal(found !== undefined, VISIBLE[clearance].includes(key), `${key} for ${String(clearance)}`);
        assert.ok(!JSON.stringify(found?.doc ?? {}).includes('$clr'));
      }
    }
    const risen = await scene.readerOn(scene.storage, 2).get(worksView, LEDGER, 'risen');
    const still = await scene.readerOn(scene.storage, 3).get(worksView, LEDGER, 'risen');
    assert.ok(risen !== undefined && still !== undefined);
    assertEqual([risen.clr, viewEtag(risen)], [2, viewEtag(still)]);
  },
  'a document above the clearance is not in sums': async (scene) => {
    await shown(scene);
    const sums: Readonly<Record<Clearance, unknown>> = {
      0: { all: 1, 'status=OPEN': 1 },
      1: { all: 2, 'status=OPEN': 2 },
      2: { all: 3, 'status=CLOSED': 1, 'status=OPEN': 2 },
      3: { all: 4, 'status=CLOSED': 1, 'status=OPEN': 3 },
    };
    for (const clearance of ALL) {
      const reader = scene.readerOn(scene.storage, clearance);
      assertEqual(await reader.counters(worksView, 'status', 'all'), sums[clearance]);
      assertEqual(await reader.counters(worksView, 'status', [LEDGER]), sums[clearance]);
    }
  },
  'a document that was deleted begins anew': async (scene) => {
    await shown(scene);
    const again = [deleteWork('confidential'), { ...putWork('confidential', { status: 'OPEN' }), clr: 1 as const }];
    await scene.feed(scene.handler(worksView), recorded(LEDGER, again, HISTORY.length));
    const reader = scene.readerOn(scene.storage, 1);
    assert.equal((await reader.get(worksView, LEDGER, 'confidential'))?.clr, 1);
    assertEqual(await reader.counters(worksView, 'status', 'all'), { all: 3, 'status=OPEN': 3 });
  },
  'nobody asks for classifications, nor sorts or counts by them': async (scene) => {
    await shown(scene);
    const reader = scene.readerOn(scene.storage, 0);
    for (const query of [
      { where: [{ op: 'eq', field: '$clr', value: 3 }] },
      { sort: [{ field: '$clr', direction: 'asc' }] },
      { facets: ['$clr'] },
    ] as const)
      await assert.rejects(reader.query(worksView, { ledgers: 'all', ...query }), ViewQueryError);
  },
  'a search confirms no word of a sealed field above the clearance': async (scene) => {
    const events = ([1, 2, 3] as const).map((level) =>
      sealedPut(`level-${String(level)}`, scene.disclosures.seal(LEDGER, 'title', '饮用水源污染'), level),
    );
    await scene.show(worksView, recorded(LEDGER, events));
    for (const clearance of ALL) {
      const { items, total } = await scene.readerOn(scene.storage, clearance).query(worksView, {
        ledgers: 'all',
        where: [{ op: 'text', field: 'title', value: '水源' }],
        total: true,
      });
      const within = ['level-1', 'level-2', 'level-3'].slice(0, clearance);
      assertEqual([items.map(({ key }) => key), total], [within, within.length]);
    }
  },
});
