import type { EventStore, EventStoreLimits, UpcastEvent } from '@taizhang/event-store-port';
import {
  ledgerId,
  manualClock,
  systemEntropy,
  type Clock,
  type Entropy,
  type Instant,
  type LedgerId,
} from '@taizhang/kernel';
import { derivedLedgerKeys, startFollower, type TestFollower } from '@taizhang/testkit';
import type { ConformanceDatabase, EventStoreFixture, WrapStorage } from './fixture.js';

/** Authority of every store of the suite. */
export const AUTHORITY = 'rectify.example';
/** Where the manual clock of a scene stands, unless a case sets it. */
export const SCENE_NOW: Instant = '2014-03-20T01:00:00.000Z';
/** How often the followers of the suite look for other writers' heads, in milliseconds. */
export const SCENE_POLL_MS = 20;
/** How often they sweep the commits stored lately, in milliseconds. */
export const SCENE_SWEEP_MS = 60;

/** What a case may say about a store it opens; the rest is the same for all. */
export interface SceneSettings {
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  readonly upcast?: UpcastEvent;
  readonly limits?: Partial<EventStoreLimits>;
  readonly confirmedClockJumpTo?: Instant;
  readonly wrapStorage?: WrapStorage;
}

/** Stage of one case: a database of its own, the stores opened on it, and the followers started; all cleared away after. */
export class Scene {
  private readonly stores = new Set<EventStore>();
  private readonly followers = new Set<TestFollower>();
  private readonly endings: (() => Promise<unknown>)[] = [];
  private ledgers = 0;

  constructor(
    readonly fixture: EventStoreFixture,
    readonly database: ConformanceDatabase,
  ) {}

  /** Opens a store; the second one shares the database with the first, as another process would. */
  async open(settings: SceneSettings = {}): Promise<EventStore> {
    const { wrapStorage = (storage) => storage, ...rest } = settings;
    const options = {
      authority: AUTHORITY,
      clock: manualClock(SCENE_NOW),
      entropy: systemEntropy,
      ledgerKeys: derivedLedgerKeys,
      ...rest,
    };
    const store = await this.database.open(options, wrapStorage);
    this.stores.add(store);
    return store;
  }

  /** A ledger nobody has used yet. */
  ledger(context = 'issues'): LedgerId {
    this.ledgers += 1;
    return ledgerId(context, `wgx-${String(this.ledgers).padStart(4, '0')}`);
  }

  /** A size that shrinks with the fixture's scale, but never below `least`, where the case would prove nothing. */
  scaled(full: number, least: number): number {
    return Math.max(least, Math.round(full * this.fixture.scale));
  }

  /** Starts a follower that the scene cancels at its end. */
  follow(store: EventStore, options: Partial<Parameters<typeof startFollower>[1]> = {}): TestFollower {
    const follower = startFollower(store, {
      from: 'start',
      pollMs: SCENE_POLL_MS,
      sweepMs: SCENE_SWEEP_MS,
      ...options,
    });
    this.followers.add(follower);
    return follower;
  }

  /** Has something ended when the scene does. */
  atEnd(ending: () => Promise<unknown>): void {
    this.endings.push(ending);
  }

  /** Clears away what the case left; its own failure, if any, is the caller's to report. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.endings.map((ending) => ending()));
    await Promise.allSettled([...this.followers].map((follower) => follower.cancel()));
    await Promise.allSettled([...this.stores].map((store) => store.stop()));
    await this.database.drop();
  }
}

/** Plays a case on a fresh database and clears up, also when it fails. */
export async function playScene(fixture: EventStoreFixture, play: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = new Scene(fixture, await fixture.createDatabase());
  try {
    await play(scene);
  } finally {
    await scene.clear();
  }
}
