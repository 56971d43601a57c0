import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import type { InboxMark } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { playFollowerState } from '../follower-state-scene.js';
import { sameValues } from '../same-values.js';

const LEDGER: LedgerId = 'issues/wgx-0371';
const OTHER: LedgerId = 'issues/wgx-0372';
const at = (idx: number, seed = 'a'): InboxMark => ({ idx, leafHash: seed.repeat(64) });

/** Checkpoints: "first save; compare-and-set success, mismatch, older ignored; older allowed only for an explicit replay". */
export const markCases = casesOf('marks', playFollowerState, {
  'a consumer without a mark has none': async (scene) => {
    const state = await scene.open();
    assert.equal(await state.mark('view-1', LEDGER), undefined);
  },
  'the first save is found, also by another process': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    assert.equal(await one.saveMark('view-1', LEDGER, at(4), undefined), true);
    sameValues(await two.mark('view-1', LEDGER), at(4));
  },
  'a second first save loses': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(9), undefined), false);
    sameValues(await state.mark('view-1', LEDGER), at(4));
  },
  'a save on top of what is stored wins': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(9, 'b'), at(4)), true);
    sameValues(await state.mark('view-1', LEDGER), at(9, 'b'));
  },
  'a save on top of another index loses': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(9), at(3)), false);
    sameValues(await state.mark('view-1', LEDGER), at(4));
  },
  'a save on top of another hash at the same index loses': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(9), at(4, 'b')), false);
    sameValues(await state.mark('view-1', LEDGER), at(4));
  },
  'a save on top of a mark that does not exist loses': async (scene) => {
    const state = await scene.open();
    assert.equal(await state.saveMark('view-1', LEDGER, at(9), at(4)), false);
    assert.equal(await state.mark('view-1', LEDGER), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(9), undefined), true);
  },
  'an older mark never overwrites a newer one': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(9), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(4), at(9)), false);
    sameValues(await state.mark('view-1', LEDGER), at(9));
  },
  'the same index may get another hash: a fork that an operator accepted': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(4, 'b'), at(4)), true);
    sameValues(await state.mark('view-1', LEDGER), at(4, 'b'));
  },
  'of many saves on top of one mark exactly one wins': async (scene) => {
    const states = await Promise.all(Array.from({ length: 4 }, () => scene.open()));
    await states[0]?.saveMark('view-1', LEDGER, at(0), undefined);
    const saves = Array.from({ length: 16 }, (_, i) =>
      Promise.resolve(states[i % 4]?.saveMark('view-1', LEDGER, at(i + 1), at(0))),
    );
    const won = (await Promise.all(saves)).flatMap((saved, i) => (saved === true ? [i + 1] : []));
    assert.equal(won.length, 1);
    assert.equal((await states[0]?.mark('view-1', LEDGER))?.idx, won[0]);
  },
  'of many first saves exactly one wins': async (scene) => {
    const states = await Promise.all(Array.from({ length: 4 }, () => scene.open()));
    const saves = Array.from({ length: 16 }, (_, i) =>
      Promise.resolve(states[i % 4]?.saveMark('view-1', LEDGER, at(i), undefined)),
    );
    const won = (await Promise.all(saves)).flatMap((saved, i) => (saved === true ? [i] : []));
    assert.equal(won.length, 1);
    assert.equal((await states[0]?.mark('view-1', LEDGER))?.idx, won[0]);
  },
  'marks belong to one consumer and one ledger; versions are consumers of their own': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    assert.equal(await state.mark('view-1', OTHER), undefined);
    assert.equal(await state.mark('view-2', LEDGER), undefined);
    assert.equal(await state.saveMark('view-2', LEDGER, at(0), undefined), true);
    sameValues(await state.mark('view-1', LEDGER), at(4));
  },
  'an explicit replay forgets the marks of one consumer only': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    await state.saveMark('view-1', OTHER, at(5), undefined);
    await state.saveMark('view-2', LEDGER, at(6), undefined);
    await state.forgetMarks('view-1');
    assert.equal(await state.mark('view-1', LEDGER), undefined);
    assert.equal(await state.mark('view-1', OTHER), undefined);
    sameValues(await state.mark('view-2', LEDGER), at(6));
    assert.equal(await state.saveMark('view-1', LEDGER, at(0), undefined), true);
  },
  'all marks of a consumer are streamed, of thousands of ledgers': async (scene) => {
    const state = await scene.open();
    const count = Math.max(150, Math.round(2_500 * scene.fixture.scale));
    for (let i = 0; i < count; i += 1) await state.saveMark('view-1', `issues/b-${String(i)}`, at(i), undefined);
    await state.saveMark('view-2', LEDGER, at(1), undefined);
    const seen = new Map<LedgerId, number>();
    for await (const { ledger, mark } of state.marks('view-1')) seen.set(ledger, mark.idx);
    assert.equal(seen.size, count);
    for (let i = 0; i < count; i += 1) assert.equal(seen.get(`issues/b-${String(i)}`), i);
  },
  'consumers are told that have marks, each once, by name': async (scene) => {
    const state = await scene.open();
    sameValues(await state.consumers(), []);
    await state.saveMark('view-2', LEDGER, at(1), undefined);
    await state.saveMark('view-1', LEDGER, at(4), undefined);
    await state.saveMark('view-1', OTHER, at(5), undefined);
    sameValues(await state.consumers(), ['view-1', 'view-2']);
    await state.forgetMarks('view-1');
    sameValues(await state.consumers(), ['view-2']);
  },
  'indices beyond 2^31 come back': async (scene) => {
    const state = await scene.open();
    await state.saveMark('view-1', LEDGER, at(2 ** 40), undefined);
    assert.equal(await state.saveMark('view-1', LEDGER, at(2 ** 40 + 1), at(2 ** 40)), true);
    sameValues(await state.mark('view-1', LEDGER), at(2 ** 40 + 1));
  },
});
