import type { Instant } from '@taizhang/kernel';
import type { CommitStorage } from './commit-storage.js';
import type { EventReader } from './event-reader.js';
import type { FollowOptions, LedgerHead, RecordedEvent } from './event-store.js';
import { Follower } from './follower.js';
import { LedgerWatch } from './ledger-watch.js';

/** All iterations of one store that are under way: told at once what its writer has stored, ended when it stops. */
export class Followers {
  private readonly running = new Set<Follower>();
  private stopped = false;

  constructor(
    private readonly storage: CommitStorage,
    private readonly reader: EventReader,
    private readonly machineNow: () => Instant,
  ) {}

  /** Each iteration over the result is a follower of its own and begins with its first `next`. */
  follow(options: FollowOptions): AsyncIterable<readonly RecordedEvent[]> {
    return {
      [Symbol.asyncIterator]: () => {
        const watch = new LedgerWatch(this.storage, options, this.machineNow);
        const follower = new Follower(this.storage, this.reader, watch, options, this.running);
        if (this.stopped) void follower.cancel();
        return follower;
      },
    };
  }

  notify(firstIdx: number, head: LedgerHead): void {
    for (const follower of this.running) follower.stored(firstIdx, head);
  }

  /** Ends all iterations quietly. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.running].map((follower) => follower.cancel()));
  }
}
