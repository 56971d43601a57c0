import type { Clock, Instant } from '@taizhang/kernel';
import type { CommitStorage } from './commit-storage.js';
import { ClockAheadError } from './errors.js';

/** How much the clock may differ from the store server's, in milliseconds (ledger-format §2, row `time`). */
export const MAX_SERVER_DIFFERENCE_MS = 5_000;
/** How far the clock may be ahead of the last leaf of the whole store without an operator's confirmation: 45 days. */
export const MAX_CLOCK_JUMP_MS = 45 * 86_400_000;
/** How often the clock is compared with the store server's, in milliseconds. */
export const SERVER_CLOCK_CHECK_INTERVAL_MS = 30_000;

/** Keeps a wrong clock from poisoning ledgers (ledger-format §2, row `time`); a manual clock is the store's time and always right. */
export class ClockGuard {
  private latestLeaf: Instant | undefined;
  private latestLeafKnown = false;
  private serverDifferenceMs = 0;
  private serverAskedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly storage: CommitStorage,
    private readonly clock: Clock,
    private readonly confirmedJumpTo: Instant | undefined,
  ) {}

  /** Why nothing may be written at `now`, if so. Cheap while all is well. */
  async refusal(now: Instant): Promise<ClockAheadError | undefined> {
    if (this.clock.kind === 'manual') return undefined;
    return (await this.serverRefusal()) ?? (await this.jumpRefusal(now));
  }

  /** Takes note of a leaf time that this writer has recorded. */
  recorded(time: Instant): void {
    this.latestLeaf = time;
  }

  private async serverRefusal(): Promise<ClockAheadError | undefined> {
    if (this.storage.serverTime === undefined) return undefined;
    const wrong = Math.abs(this.serverDifferenceMs) > MAX_SERVER_DIFFERENCE_MS;
    if (wrong || performance.now() - this.serverAskedAt > SERVER_CLOCK_CHECK_INTERVAL_MS) {
      const before = Date.parse(this.clock.now());
      const server = Date.parse(await this.storage.serverTime());
      this.serverDifferenceMs = (before + Date.parse(this.clock.now())) / 2 - server;
      this.serverAskedAt = performance.now();
    }
    if (Math.abs(this.serverDifferenceMs) <= MAX_SERVER_DIFFERENCE_MS) return undefined;
    return new ClockAheadError(
      `the clock differs from the store server's by ${String(Math.round(this.serverDifferenceMs))} ms`,
    );
  }

  private async jumpRefusal(now: Instant): Promise<ClockAheadError | undefined> {
    if (this.latestLeafKnown && !this.isJump(now)) return undefined;
    // Others may have written since: what this process knows is not the last word.
    this.latestLeaf = await this.storage.latestTime();
    this.latestLeafKnown = true;
    if (!this.isJump(now)) return undefined;
    return new ClockAheadError(
      `the clock (${now}) is more than 45 days ahead of the last leaf of the store (${this.latestLeaf ?? ''})`,
    );
  }

  private isJump(now: Instant): boolean {
    if (this.latestLeaf === undefined) return false;
    if (this.confirmedJumpTo !== undefined && now <= this.confirmedJumpTo) return false;
    return Date.parse(now) - Date.parse(this.latestLeaf) > MAX_CLOCK_JUMP_MS;
  }
}
