import assert from 'node:assert/strict';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { aCommit, eventually, observedCommitStorage, type TestFollower } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { ledgerOf } from '../reading.js';
import { SCENE_POLL_MS, SCENE_SWEEP_MS, type Scene } from '../scene.js';

/** Appends `count` commits of two events each to a ledger, at once. */
async function fill(store: EventStore, ledger: LedgerId, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      store.append(ledger, aCommit({ events: [`issue/${String(i % 5)}`, 'issue/all'] })),
    ),
  );
}

/** Waits until the follower has `size` events of a ledger, then checks that they are exactly `from..size-1`, in order. */
async function assertFollowed(follower: TestFollower, ledger: LedgerId, size: number, from = 0): Promise<void> {
  await follower.until(`index ${String(size - 1)} of ${ledger}`, (events) =>
    events.some((event) => event.ledger === ledger && event.idx === size - 1),
  );
  assert.deepEqual(
    follower.indices(ledger),
    Array.from({ length: size - from }, (_, i) => from + i),
    ledger,
  );
}

const starts: Readonly<Record<string, Play>> = {
  'from the start: what exists, then what comes, once and in order, as it is read': async (scene) => {
    const store = await scene.open();
    const ledgers = [scene.ledger(), scene.ledger()];
    for (const ledger of ledgers) await fill(store, ledger, 10);
    const follower = scene.follow(store);
    for (const ledger of ledgers) await assertFollowed(follower, ledger, 21);
    for (const ledger of ledgers) await fill(store, ledger, 10);
    for (const ledger of ledgers) {
      await assertFollowed(follower, ledger, 41);
      assert.deepEqual(
        follower.events.filter((event) => event.ledger === ledger),
        await ledgerOf(store, ledger),
      );
    }
    await follower.cancel();
  },
  'from the end: only what comes, and all of a ledger that opens later': async (scene) => {
    const store = await scene.open();
    const [old, young] = [scene.ledger(), scene.ledger()];
    await fill(store, old, 5);
    const follower = scene.follow(store, { from: 'end' });
    // The end is where following begins to look: a first delivery shows that it has.
    await untilLive(scene, store, follower);
    await fill(store, old, 3);
    await fill(store, young, 2);
    await assertFollowed(follower, old, 17, 11);
    await assertFollowed(follower, young, 5);
    await follower.cancel();
  },
  'from a checkpoint, given at once or by promise, per ledger; also one that lies ahead': async (scene) => {
    const store = await scene.open();
    const [behind, level, ahead] = [scene.ledger(), scene.ledger(), scene.ledger()];
    const checkpoints = new Map<LedgerId, number>([
      [behind, 4],
      [level, 11],
      [ahead, 13],
    ]);
    for (const ledger of checkpoints.keys()) await fill(store, ledger, 5);
    for (const from of [
      (ledger: LedgerId) => checkpoints.get(ledger) ?? 0,
      async (ledger: LedgerId) => Promise.resolve(checkpoints.get(ledger) ?? 0),
    ]) {
      const before = (await store.head(ahead))?.size ?? 0;
      const follower = scene.follow(store, { from });
      for (const ledger of checkpoints.keys()) await fill(store, ledger, 2);
      for (const [ledger, checkpoint] of checkpoints) await assertFollowed(follower, ledger, before + 4, checkpoint);
      await follower.cancel();
    }
  },
  'on an empty store, from the start and from the end alike, every ledger is delivered from index 0': async (scene) => {
    const store = await scene.open();
    const followers = [
      scene.follow(store),
      scene.follow(store, { from: 'end' }),
      scene.follow(store, { from: () => 0 }),
    ];
    for (const follower of followers) await untilLive(scene, store, follower);
    const ledger = scene.ledger();
    await fill(store, ledger, 4);
    for (const follower of followers) await assertFollowed(follower, ledger, 9);
    for (const follower of followers) await follower.cancel();
  },
  'only the ledgers asked for': async (scene) => {
    const store = await scene.open();
    const [wanted, unwanted] = [scene.ledger('organization'), scene.ledger('issues')];
    const follower = scene.follow(store, { ledgers: (ledger) => ledger.startsWith('organization/') });
    for (let n = 0; n < 3; n++) {
      await fill(store, unwanted, 2);
      await fill(store, wanted, 2);
    }
    await assertFollowed(follower, wanted, 13);
    assert.deepEqual(follower.indices(unwanted), []);
    await follower.cancel();
  },
};

/** Appends until the follower delivers: from then on it is live. */
async function untilLive(scene: Scene, store: EventStore, follower: TestFollower): Promise<void> {
  const seen = follower.events.length;
  const probe = (await store.append(scene.ledger('probe'), aCommit())).ledger;
  await eventually('following is live', async () => {
    await store.append(probe, aCommit());
    return follower.events.length > seen;
  });
}

/** Follows while writers write: whatever moment the follower starts at, each ledger comes whole. */
async function followAcrossSwitch(scene: Scene, writer: EventStore, reader: EventStore): Promise<void> {
  const ledgers = [scene.ledger(), scene.ledger(), scene.ledger()];
  for (const ledger of ledgers) await fill(writer, ledger, 5);
  const rounds = scene.scaled(8, 3);
  const followers: TestFollower[] = [];
  for (let round = 0; round < rounds; round++) {
    const writing = Promise.all(ledgers.map((ledger) => fill(writer, ledger, 8)));
    followers.push(scene.follow(reader, { batchSize: 1 + round * 7 }));
    await writing;
  }
  const size = 1 + 2 * (5 + 8 * rounds);
  for (const follower of followers) {
    for (const ledger of ledgers) await assertFollowed(follower, ledger, size);
    await follower.cancel();
    for (const ledger of ledgers) assert.equal(follower.indices(ledger).length, size, 'nothing twice, to the end');
  }
}

const live: Readonly<Record<string, Play>> = {
  'the switch from catch-up to live has no gap and no duplicate under concurrent writers': async (scene) => {
    const store = await scene.open();
    await followAcrossSwitch(scene, store, store);
  },
  'nor has it when another store on the database writes': async (scene) => {
    await followAcrossSwitch(scene, await scene.open(), await scene.open());
  },
  'ledgers that are created while following': async (scene) => {
    const [store, other] = [await scene.open(), await scene.open()];
    const follower = scene.follow(store);
    const ledgers = Array.from({ length: 12 }, () => scene.ledger());
    for (const [i, ledger] of ledgers.entries()) await fill(i % 2 === 0 ? store : other, ledger, 1 + (i % 3));
    for (const [i, ledger] of ledgers.entries()) await assertFollowed(follower, ledger, 3 + 2 * (i % 3));
    await follower.cancel();
  },
  'thousands of ledgers': async (scene) => {
    const store = await scene.open();
    const count = scene.scaled(3_000, 40);
    const ledgers = Array.from({ length: count }, () => scene.ledger());
    await Promise.all(ledgers.map((ledger) => store.append(ledger, aCommit())));
    const follower = scene.follow(store, { pollMs: 500, sweepMs: 2_000 }); // a look at all ledgers takes its time
    await follower.until('all ledgers', (events) => events.length >= 2 * count);
    const chosen = ledgers.filter((_, i) => i % 100 === 0);
    await Promise.all(chosen.map((ledger) => store.append(ledger, aCommit())));
    await follower.until('what came later', (events) => events.length >= 2 * count + chosen.length);
    await follower.cancel();
    const places = follower.events.map((event) => `${event.ledger} ${String(event.idx)}`);
    assert.equal(new Set(places).size, 2 * count + chosen.length);
    assert.equal(places.length, 2 * count + chosen.length);
  },
  'several followers at different places do not disturb each other': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await fill(store, ledger, 20);
    const from = [0, 1, 17, 40, 41];
    const followers = from.map((start) => scene.follow(store, { from: () => start, batchSize: 1 + start }));
    await followers[0]?.cancel();
    await fill(store, ledger, 5);
    for (const [i, follower] of followers.entries()) if (i > 0) await assertFollowed(follower, ledger, 51, from[i]);
    for (const follower of followers.slice(1)) await follower.cancel();
  },
};

const pace: Readonly<Record<string, Play>> = {
  'batches hold events of one ledger only, and no more than asked for': async (scene) => {
    const store = await scene.open();
    const ledgers = [scene.ledger(), scene.ledger()];
    for (const ledger of ledgers) await fill(store, ledger, 20);
    const follower = scene.follow(store, { batchSize: 7 });
    for (const ledger of ledgers) await fill(store, ledger, 5);
    for (const ledger of ledgers) await assertFollowed(follower, ledger, 51);
    await follower.cancel();
    for (const batch of follower.batches) {
      assert.ok(batch.length >= 1 && batch.length <= 7, `a batch of ${String(batch.length)}`);
      assert.equal(new Set(batch.map((event: RecordedEvent) => event.ledger)).size, 1);
    }
  },
  'a slow consumer has a bounded number of events waiting for it, in catch-up and live': async (scene) => {
    let pulled = (): number => 0;
    const wrapStorage = (storage: Parameters<typeof observedCommitStorage>[0]) => {
      const observed = observedCommitStorage(storage);
      pulled = () => observed.seen.pulledEvents;
      return observed.storage;
    };
    const store = await scene.open();
    const reader = await scene.open({ wrapStorage });
    const ledgers = Array.from({ length: 4 }, () => scene.ledger());
    const perLedger = scene.scaled(1_000, 150);
    for (const ledger of ledgers) await fill(store, ledger, perLedger);
    const bound = 4 * perLedger; // half of what is there, so that a follower that reads all ahead is found out
    const batches = reader.follow({ from: 'start', batchSize: 16, pollMs: SCENE_POLL_MS, sweepMs: SCENE_SWEEP_MS });
    let delivered = 0;
    let most = 0;
    for await (const batch of batches) {
      delivered += batch.length;
      most = Math.max(most, pulled() - delivered);
      if (delivered === 200) await fill(store, ledgers[0] ?? scene.ledger(), perLedger / 2); // falls behind while live
      if (delivered >= ledgers.length * (1 + 2 * perLedger)) break;
    }
    assert.ok(pulled() > 0, 'the follower reads through the storage');
    assert.ok(most < bound, `${String(most)} events waited`);
  },
  'what is appended while the consumer pauses arrives when it goes on': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    const follower = scene.follow(store);
    await fill(store, ledger, 1);
    await follower.until('the first event', (events) => events.length > 0);
    follower.pause();
    for (let n = 0; n < 5; n++) await fill(store, ledger, 10);
    follower.resume();
    await assertFollowed(follower, ledger, 103);
    await follower.cancel();
  },
};

const cancelling: Readonly<Record<string, Play>> = {
  'cancelled before it begins, it delivers nothing': async (scene) => {
    const store = await scene.open();
    await fill(store, scene.ledger(), 3);
    const witness = scene.follow(store);
    await witness.until('there is something to deliver', (events) => events.length === 7);
    for await (const batch of store.follow({ from: 'start', signal: AbortSignal.abort() })) {
      assert.fail(`delivered ${String(batch.length)}`);
    }
  },
  'cancelled at any moment, in catch-up or live, in the loop or waiting, it ends quietly': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await fill(store, ledger, 10);
    for (const after of [1, 2, 5, 21]) {
      const canceller = new AbortController();
      let taken = 0;
      for await (const batch of store.follow({
        from: 'start',
        batchSize: 1,
        signal: canceller.signal,
        pollMs: SCENE_POLL_MS,
      })) {
        taken += batch.length;
        if (taken === after) canceller.abort();
      }
      assert.equal(taken, after, 'nothing comes after the cancel');
    }
    const waiting = scene.follow(store);
    await assertFollowed(waiting, ledger, 21);
    await waiting.cancel();
    await fill(store, ledger, 1);
    assert.equal(waiting.events.length, 21);
  },
  'the loop may be left, and the store goes on': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await fill(store, ledger, 10);
    for (let round = 0; round < 20; round++) {
      let first: RecordedEvent | undefined;
      for await (const batch of store.follow({ from: 'start', batchSize: 1 + round, pollMs: SCENE_POLL_MS })) {
        [first] = batch;
        break;
      }
      assert.equal(first?.idx, 0);
    }
    await fill(store, ledger, 1);
    await assertFollowed(scene.follow(store), ledger, 23);
  },
  'stopping the store ends its followers': async (scene) => {
    const store = await scene.open();
    const ledger = scene.ledger();
    await fill(store, ledger, 3);
    const followers = [scene.follow(store), scene.follow(store, { from: 'end' })];
    await assertFollowed(followers[0] ?? scene.follow(store), ledger, 7);
    await store.stop();
    for (const follower of followers) await follower.ended();
  },
};

/** Catch-up, then live. */
export const followingCases: readonly ConformanceCase[] = casesOf('following', {
  ...starts,
  ...live,
  ...pace,
  ...cancelling,
});
