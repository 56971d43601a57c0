import assert from 'node:assert/strict';
import { ALL_BUCKETS, MAX_LEASE_TTL_MS } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { playFollowerState } from '../follower-state-scene.js';
import { sameValues } from '../same-values.js';

const TTL_MS = 15_000;

/** Leases in the store server's time (design §7); checklist "Checkpoints and leases". */
export const leaseCases = casesOf('leases', playFollowerState, {
  'the first to ask gets them, in its first term': async (scene) => {
    const state = await scene.open();
    const leases = await state.acquireLeases('relay', [3, 7], 'one', TTL_MS);
    sameValues(
      leases,
      [3, 7].map((bucket) => ({ name: 'relay', bucket, holder: 'one', term: 1 })),
    );
  },
  'all 256 buckets at once': async (scene) => {
    const state = await scene.open();
    assert.equal((await state.acquireLeases('relay', ALL_BUCKETS, 'one', TTL_MS)).length, 256);
    assert.equal((await state.acquireLeases('relay', ALL_BUCKETS, 'one', TTL_MS)).length, 256);
  },
  'a rival gets only what is free': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.acquireLeases('relay', [3, 7], 'one', TTL_MS);
    const leases = await two.acquireLeases('relay', [3, 7, 9], 'two', TTL_MS);
    sameValues(
      leases.map(({ bucket }) => bucket),
      [9],
    );
  },
  'the holder keeps its term as long as it renews': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    for (let i = 0; i < 5; i += 1) {
      const [lease] = await one.acquireLeases('relay', [3], 'one', TTL_MS);
      assert.equal(lease?.term, 1);
      scene.nowMs += TTL_MS - 1;
      sameValues(await two.acquireLeases('relay', [3], 'two', TTL_MS), []);
    }
  },
  'an expired lease is taken over in the next term, and the old holder gets it no more': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.acquireLeases('relay', [3], 'one', TTL_MS);
    scene.nowMs += TTL_MS;
    sameValues(await two.acquireLeases('relay', [3], 'two', TTL_MS), [
      { name: 'relay', bucket: 3, holder: 'two', term: 2 },
    ]);
    sameValues(await one.acquireLeases('relay', [3], 'one', TTL_MS), []);
    scene.nowMs += TTL_MS;
    assert.equal((await one.acquireLeases('relay', [3], 'one', TTL_MS))[0]?.term, 3);
  },
  'an expired lease that nobody took is renewed in the same term': async (scene) => {
    const state = await scene.open();
    await state.acquireLeases('relay', [3], 'one', TTL_MS);
    scene.nowMs += 10 * TTL_MS;
    assert.equal((await state.acquireLeases('relay', [3], 'one', TTL_MS))[0]?.term, 1);
  },
  'released leases are free at once, and terms go on': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.acquireLeases('relay', [3], 'one', TTL_MS);
    await one.releaseLeases('relay', 'one');
    assert.equal((await two.acquireLeases('relay', [3], 'two', TTL_MS))[0]?.term, 2);
  },
  'releasing frees nothing of others': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    assert.equal((await one.acquireLeases('relay', [3], 'one', TTL_MS)).length, 1);
    await two.releaseLeases('relay', 'two');
    await one.releaseLeases('sealer', 'one');
    sameValues(await two.acquireLeases('relay', [3], 'two', TTL_MS), []);
  },
  'names are apart': async (scene) => {
    const state = await scene.open();
    await state.acquireLeases('relay', [3], 'one', TTL_MS);
    assert.equal((await state.acquireLeases('sealer', [3], 'two', TTL_MS)).length, 1);
  },
  'a clock that jumps ahead ends leases early, and a rival takes over': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.acquireLeases('relay', [3], 'one', TTL_MS);
    scene.nowMs += 86_400_000;
    assert.equal((await two.acquireLeases('relay', [3], 'two', TTL_MS)).length, 1);
  },
  'a clock that is set back does not lock a bucket for ever': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    scene.nowMs += 86_400_000;
    await one.acquireLeases('relay', [3], 'one', TTL_MS);
    scene.nowMs -= 86_400_000;
    assert.equal((await two.acquireLeases('relay', [3], 'two', TTL_MS)).length, 1);
  },
  'no lease is longer than the longest': async (scene) => {
    const [one, two] = [await scene.open(), await scene.open()];
    await one.acquireLeases('relay', [3], 'one', 86_400_000);
    scene.nowMs += MAX_LEASE_TTL_MS;
    assert.equal((await two.acquireLeases('relay', [3], 'two', TTL_MS)).length, 1);
  },
  'of several that ask at once each bucket goes to one': async (scene) => {
    const states = await Promise.all(Array.from({ length: 4 }, () => scene.open()));
    const taken = await Promise.all(
      states.map((state, i) => state.acquireLeases('relay', ALL_BUCKETS, `holder-${String(i)}`, TTL_MS)),
    );
    const buckets = taken.flat().map(({ bucket }) => bucket);
    assert.equal(new Set(buckets).size, buckets.length, 'no bucket has two holders');
    assert.equal(buckets.length, ALL_BUCKETS.length, 'every bucket has one');
  },
  "the server's own time serves": async (scene) => {
    const [one, two] = [await scene.openWithServerTime(), await scene.openWithServerTime()];
    assert.equal((await one.acquireLeases('relay', [3], 'one', MAX_LEASE_TTL_MS)).length, 1);
    sameValues(await two.acquireLeases('relay', [3], 'two', MAX_LEASE_TTL_MS), []);
  },
});
