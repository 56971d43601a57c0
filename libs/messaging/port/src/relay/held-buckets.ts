import type { LedgerId } from '@taizhang/kernel';
import { ALL_BUCKETS, bucketOf } from '../bucket.js';
import type { FollowerState } from '../follower-state.js';
import type { Timers } from '../timers.js';

/** What one follower needs to hold leases. */
export interface LeaseParts {
  readonly state: Pick<FollowerState, 'acquireLeases' | 'releaseLeases'>;
  readonly timers: Timers;
  /** What is worked on: `relay:issues`. */
  readonly name: string;
  /** Unique to the process and start. */
  readonly holder: string;
  readonly ttlMs: number;
}

/**
 * The buckets a follower holds now. A lease is believed for its term from *before* it was asked for, by the machine's
 * clock: a process that was stalled finds it run out as soon as it wakes, without asking anyone (design §7).
 */
export class HeldBuckets {
  private buckets: ReadonlySet<number> = new Set();
  private until = 0;

  constructor(private readonly parts: LeaseParts) {}

  get size(): number {
    return this.parts.timers.nowMs() < this.until ? this.buckets.size : 0;
  }

  holds(ledger: LedgerId): boolean {
    return this.parts.timers.nowMs() < this.until && this.buckets.has(bucketOf(ledger));
  }

  /** Asks for all buckets. @returns whether one is held that was not held without a break since the last time. */
  async renew(): Promise<boolean> {
    const { state, timers, name, holder, ttlMs } = this.parts;
    const asked = timers.nowMs();
    const lapsed = asked >= this.until;
    const leases = await state.acquireLeases(name, ALL_BUCKETS, holder, ttlMs);
    const now = new Set(leases.map(({ bucket }) => bucket));
    const gained = lapsed ? now.size > 0 : [...now].some((bucket) => !this.buckets.has(bucket));
    this.buckets = now;
    this.until = asked + ttlMs;
    return gained;
  }

  async release(): Promise<void> {
    this.until = 0;
    this.buckets = new Set();
    await this.parts.state.releaseLeases(this.parts.name, this.parts.holder);
  }
}
