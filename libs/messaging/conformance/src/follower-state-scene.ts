import type { FollowerState } from '@taizhang/messaging-port';
import type { FollowerDatabase, FollowerStateFixture } from './fixture.js';

/** Stage of one case: a database of its own, a clock of its own, and the states opened on it. */
export class FollowerStateScene {
  /** The store server's time, milliseconds since 1970. */
  nowMs = Date.UTC(2014, 2, 20, 1);
  private readonly states: FollowerState[] = [];

  constructor(
    readonly fixture: FollowerStateFixture,
    private readonly database: FollowerDatabase,
  ) {}

  /** Opens a state; a second one is another process on the same database. */
  async open(): Promise<FollowerState> {
    const state = await this.database.open(() => this.nowMs);
    this.states.push(state);
    return state;
  }

  /** Opens a state by the server's own time. */
  async openWithServerTime(): Promise<FollowerState> {
    const state = await this.database.open();
    this.states.push(state);
    return state;
  }

  async clear(): Promise<void> {
    await Promise.allSettled(this.states.map((state) => state.close()));
    await this.database.drop();
  }
}

/** Plays a case on a fresh database and clears up, also when it fails. */
export async function playFollowerState(
  fixture: FollowerStateFixture,
  play: (scene: FollowerStateScene) => Promise<void>,
): Promise<void> {
  const scene = new FollowerStateScene(fixture, await fixture.createDatabase());
  try {
    await play(scene);
  } finally {
    await scene.clear();
  }
}
