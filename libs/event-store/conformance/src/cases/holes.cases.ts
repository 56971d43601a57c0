import assert from 'node:assert/strict';
import { LedgerHoleError, type EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { aCommit, faultyCommitStorage, hidingCommitStorage, type Hidden } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { all, assertSoundLedger, ledgerOf } from '../reading.js';
import { refusalOf } from '../refusal.js';
import type { Scene } from '../scene.js';

/** A store whose commits can be made to vanish, on a database that another, honest store writes. */
async function storeWithVanishing(
  scene: Scene,
): Promise<{ honest: EventStore; store: EventStore; hide: (hidden: Hidden) => void }> {
  let hidden: Hidden = () => false;
  const store = await scene.open({
    wrapStorage: (storage) => hidingCommitStorage(storage, (ledger, seq) => hidden(ledger, seq)),
  });
  return { honest: await scene.open(), store, hide: (now) => (hidden = now) };
}

async function appendTimes(store: EventStore, ledger: LedgerId, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await store.append(ledger, aCommit());
}

function assertHole(thrown: unknown, ledger: LedgerId, seq: number): void {
  assert.ok(thrown instanceof LedgerHoleError, `LedgerHoleError was due, not: ${String(thrown)}`);
  assert.deepEqual([thrown.code, thrown.ledger, thrown.seq], ['LEDGER_HOLE', ledger, seq]);
}

const unraised: Readonly<Record<string, Play>> = {
  'a commit whose head was never raised is still delivered, by the sweep': async (scene) => {
    const writer = await scene.open({
      wrapStorage: (storage) => faultyCommitStorage(storage, { headsFault: () => 'dropped' }),
    });
    const reader = await scene.open();
    const [known, unknown] = [scene.ledger(), scene.ledger()];
    await appendTimes(reader, known, 3);
    const follower = scene.follow(reader);
    await follower.until('what was known', (events) => events.length === 4);
    await appendTimes(writer, known, 2);
    await appendTimes(writer, unknown, 2);
    await follower.until('what no head tells of', (events) => events.length >= 9);
    assert.deepEqual(
      [follower.indices(known), follower.indices(unknown)],
      [
        [0, 1, 2, 3, 4, 5],
        [0, 1, 2],
      ],
    );
    await follower.cancel();
  },
  'a follower that starts later finds it too': async (scene) => {
    const writer = await scene.open({
      wrapStorage: (storage) => faultyCommitStorage(storage, { headsFault: () => 'dropped' }),
    });
    const ledger = scene.ledger();
    await appendTimes(writer, ledger, 3);
    await writer.stop();
    const reader = await scene.open();
    const follower = scene.follow(reader);
    await follower.until('what no head tells of', (events) => events.length >= 4);
    assert.deepEqual(follower.indices(ledger), [0, 1, 2, 3]);
    assert.equal((await reader.head(ledger))?.size, 4);
    await assertSoundLedger(reader, ledger);
    await follower.cancel();
  },
  'heads that cannot be raised do not harm an append': async (scene) => {
    const store = await scene.open({
      wrapStorage: (storage) => faultyCommitStorage(storage, { headsFault: () => 'failed' }),
    });
    const ledger = scene.ledger();
    await appendTimes(store, ledger, 3);
    const follower = scene.follow(store);
    await follower.until('all is delivered', (events) => events.length >= 4);
    await assertSoundLedger(store, ledger);
    await follower.cancel();
  },
};

const vanished: Readonly<Record<string, Play>> = {
  'acknowledged commits that vanish from the end are reported by a follower that had delivered them': async (scene) => {
    const { honest, store, hide } = await storeWithVanishing(scene);
    const ledger = scene.ledger();
    await appendTimes(honest, ledger, 5);
    const follower = scene.follow(store);
    await follower.until('all is delivered', (events) => events.length === 6);
    hide((_ledger, seq) => seq >= 4);
    assertHole(await follower.ended(), ledger, 4);
  },
  'a writer whose acknowledged commits vanished never papers over it: it is refused, or the gap it leaves is reported':
    async (scene) => {
      const { store, hide } = await storeWithVanishing(scene);
      const ledger = scene.ledger();
      await appendTimes(store, ledger, 5);
      hide((_ledger, seq) => seq === 4 || seq === 5);
      const refusal = await store.append(ledger, aCommit()).then(
        () => refusalOf(LedgerHoleError, ledgerOf(store, ledger)),
        (thrown: unknown) => thrown,
      );
      assertHole(refusal, ledger, 4);
    },
  'a hole in the middle is reported to a follower, which delivers nothing from behind it': async (scene) => {
    const { honest, store, hide } = await storeWithVanishing(scene);
    const ledger = scene.ledger();
    await appendTimes(honest, ledger, 6);
    hide((_ledger, seq) => seq === 3);
    const follower = scene.follow(store);
    assertHole(await follower.ended(), ledger, 3);
    assert.ok(follower.indices(ledger).every((idx) => idx < 3));
    assert.deepEqual(follower.indices(ledger), [0, 1, 2].slice(0, follower.events.length));
  },
  'with onHole the ledger is reported and stands, all others go on': async (scene) => {
    const { honest, store, hide } = await storeWithVanishing(scene);
    const [damaged, sound] = [scene.ledger(), scene.ledger()];
    for (const ledger of [damaged, sound]) await appendTimes(honest, ledger, 5);
    hide((ledger, seq) => ledger === damaged && seq === 2);
    const follower = scene.follow(store, { reportHoles: true });
    await follower.until('the sound ledger', (events) =>
      events.some((event) => event.ledger === sound && event.idx === 5),
    );
    await follower.until('the hole is reported', () => follower.holes.length > 0);
    await appendTimes(honest, sound, 2);
    await follower.until('it goes on', (events) => events.some((event) => event.ledger === sound && event.idx === 7));
    assertHole(follower.holes[0], damaged, 2);
    assert.deepEqual(follower.indices(sound), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.ok(follower.indices(damaged).every((idx) => idx < 2));
    await follower.cancel();
  },
  'a read of a ledger reports a hole, in either direction, and gives nothing from behind it': async (scene) => {
    const { honest, store, hide } = await storeWithVanishing(scene);
    const ledger = scene.ledger();
    await appendTimes(honest, ledger, 6);
    assert.equal((await ledgerOf(store, ledger)).length, 7);
    hide((_ledger, seq) => seq === 3);
    assertHole(await refusalOf(LedgerHoleError, ledgerOf(store, ledger)), ledger, 3);
    assertHole(await refusalOf(LedgerHoleError, ledgerOf(store, ledger, { direction: 'backward' })), ledger, 3);
    assert.deepEqual(
      (await ledgerOf(store, ledger, { to: 2 })).map((event) => event.idx),
      [0, 1, 2],
    );
    assert.deepEqual(
      (await ledgerOf(store, ledger, { from: 4 })).map((event) => event.idx),
      [4, 5, 6],
    );
  },
  'a read of leaves reports a hole': async (scene) => {
    const { honest, store, hide } = await storeWithVanishing(scene);
    const ledger = scene.ledger();
    await appendTimes(honest, ledger, 6);
    assert.equal((await all(store.readLeaves(ledger))).length, 7);
    hide((_ledger, seq) => seq === 3);
    assertHole(await refusalOf(LedgerHoleError, all(store.readLeaves(ledger))), ledger, 3);
    assert.deepEqual(
      (await all(store.readLeaves(ledger, 5))).map(({ idx }) => idx),
      [5, 6],
    );
  },
};

/** Heads that were never raised; holes and vanished commits: told, never papered over. */
export const holeCases: readonly ConformanceCase[] = casesOf('holes', { ...unraised, ...vanished });
