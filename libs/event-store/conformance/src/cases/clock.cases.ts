import assert from 'node:assert/strict';
import { ClockAheadError, type EventStore } from '@taizhang/event-store-port';
import {
  instantMs,
  instantOf,
  manualClock,
  systemClock,
  type Clock,
  type Instant,
  type LedgerId,
} from '@taizhang/kernel';
import { aCommit, delegatingCommitStorage } from '@taizhang/testkit';
import { casesOf, type ConformanceCase, type Play } from '../conformance-case.js';
import { assertSoundLedger } from '../reading.js';
import { refusalOf } from '../refusal.js';
import { SCENE_NOW, type Scene, type SceneSettings } from '../scene.js';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** How far the previous leaf may be ahead of now (ledger-format §2, row `time`). */
const BEHIND = 300 * SECOND;
/** How far now may be ahead of the last leaf of the store (ledger-format §2, row `time`). */
const AHEAD = 45 * DAY;

const later = (instant: Instant, ms: number): Instant => instantOf(instantMs(instant) + ms);

/** A clock of the system kind that a case sets; where the store is a server, the server's time agrees with it. */
function settableSystemClock(): { clock: Clock; set(now: Instant): void; settings: SceneSettings } {
  let now = SCENE_NOW;
  const clock: Clock = { kind: 'system', now: () => now };
  const settings: SceneSettings = {
    clock,
    wrapStorage: (storage) =>
      storage.serverTime === undefined
        ? storage
        : delegatingCommitStorage(storage, { serverTime: () => Promise.resolve(now) }),
  };
  return { clock, set: (instant) => (now = instant), settings };
}

async function timeOf(store: EventStore, ledger: LedgerId): Promise<Instant> {
  return (await store.append(ledger, aCommit({ events: ['issue/1', 'issue/2'] }))).time;
}

async function assertRefused(store: EventStore, ledger: LedgerId): Promise<void> {
  const before = (await store.head(ledger))?.size;
  assert.equal((await refusalOf(ClockAheadError, store.append(ledger, aCommit()))).code, 'CLOCK_AHEAD');
  assert.equal((await store.head(ledger))?.size, before, 'nothing was written');
}

const goingBack: Readonly<Record<string, Play>> = {
  "a commit has one time, the clock's; while the clock is up to 300 s behind, the previous leaf's": async (scene) => {
    const clock = manualClock(SCENE_NOW);
    const store = await scene.open({ clock });
    const ledger = scene.ledger();
    assert.equal(await timeOf(store, ledger), SCENE_NOW);
    clock.set(later(SCENE_NOW, 61_001));
    assert.equal(await timeOf(store, ledger), later(SCENE_NOW, 61_001));
    clock.set(later(SCENE_NOW, 1));
    assert.equal(await timeOf(store, ledger), later(SCENE_NOW, 61_001));
    clock.set(later(SCENE_NOW, 61_001 - BEHIND));
    assert.equal(await timeOf(store, ledger), later(SCENE_NOW, 61_001));
    assert.deepEqual((await assertSoundLedger(store, ledger)).map((event) => event.time).slice(1, 3), [
      SCENE_NOW,
      SCENE_NOW,
    ]);
  },
  'a clock more than 300 s behind the previous leaf is refused, under the manual clock too, by any store': async (
    scene,
  ) => {
    for (const settle of [
      () => {
        const clock = manualClock(SCENE_NOW);
        return {
          set: (now: Instant) => {
            clock.set(now);
          },
          settings: { clock },
        };
      },
      settableSystemClock,
    ]) {
      const { set, settings } = settle();
      const ledger = scene.ledger();
      set(SCENE_NOW);
      const store = await scene.open(settings);
      await timeOf(store, ledger);
      set(later(SCENE_NOW, -BEHIND - 1));
      for (const each of [store, await scene.open(settings)]) await assertRefused(each, ledger);
      set(later(SCENE_NOW, -BEHIND));
      assert.equal(await timeOf(store, ledger), SCENE_NOW);
      await timeOf(store, scene.ledger());
    }
  },
  'time does not go back between two stores whose clocks differ': async (scene) => {
    const [early, late] = [manualClock(SCENE_NOW), manualClock(later(SCENE_NOW, 100_000))];
    const stores = [await scene.open({ clock: early }), await scene.open({ clock: late })];
    const ledger = scene.ledger();
    for (let n = 0; n < 4; n++) for (const store of stores) await timeOf(store, ledger);
    const events = await Promise.all(stores.map((store) => assertSoundLedger(store, ledger)));
    assert.ok(events.every((ledgerEvents) => ledgerEvents.at(-1)?.time === late.now()));
  },
};

async function primed(scene: Scene, settings: SceneSettings): Promise<EventStore> {
  const store = await scene.open(settings);
  await store.append(scene.ledger(), aCommit());
  return store;
}

const farAhead: Readonly<Record<string, Play>> = {
  'a system clock more than 45 days ahead of the last leaf of the whole store is refused': async (scene) => {
    const { set, settings } = settableSystemClock();
    const store = await primed(scene, settings);
    const young = scene.ledger();
    set(later(SCENE_NOW, AHEAD + 1));
    for (const each of [store, await scene.open(settings)]) await assertRefused(each, young);
    set(later(SCENE_NOW, AHEAD));
    assert.equal(await timeOf(store, young), later(SCENE_NOW, AHEAD));
    set(later(SCENE_NOW, 2 * AHEAD));
    assert.equal(await timeOf(store, young), later(SCENE_NOW, 2 * AHEAD), 'each leaf moves the mark');
  },
  "an operator's confirmation lets the clock jump, but no further than it says": async (scene) => {
    const { set, settings } = settableSystemClock();
    await (await primed(scene, settings)).stop();
    const confirmed = later(SCENE_NOW, 100 * DAY);
    const store = await scene.open({ ...settings, confirmedClockJumpTo: confirmed });
    set(later(confirmed, 1));
    await assertRefused(store, scene.ledger());
    set(confirmed);
    assert.equal(await timeOf(store, scene.ledger()), confirmed);
  },
  'under the manual clock years may pass': async (scene) => {
    const clock = manualClock(SCENE_NOW);
    const store = await primed(scene, { clock });
    clock.set(later(SCENE_NOW, 3_000 * DAY));
    assert.equal(await timeOf(store, scene.ledger()), clock.now());
  },
  'an empty store believes any time at first': async (scene) => {
    const { set, settings } = settableSystemClock();
    set('2031-01-01T00:00:00.000Z');
    assert.equal(await timeOf(await scene.open(settings), scene.ledger()), '2031-01-01T00:00:00.000Z');
  },
  'where the store is a server, a clock more than 5 s off its time is refused; elsewhere there is nothing to compare with':
    async (scene) => {
      let off = 0;
      const clock: Clock = { kind: 'system', now: () => later(systemClock.now(), off) };
      const store = await scene.open({ clock });
      await store.append(scene.ledger(), aCommit());
      for (off of [60 * SECOND, -60 * SECOND]) {
        const ledger = scene.ledger();
        if (scene.fixture.server) await assertRefused(store, ledger);
        else assert.equal((await store.append(ledger, aCommit())).idx, 1);
      }
      off = 0;
      await store.append(scene.ledger(), aCommit());
    },
};

/** Which clock is believed (ledger-format §2, row `time`). */
export const clockCases: readonly ConformanceCase[] = casesOf('clock', { ...goingBack, ...farAhead });
