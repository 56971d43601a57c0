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
  /** When the server was asked last, by `performance.now()`, which never jumps, and by the clock, in milliseconds. */
  private serverAsked = { atMs: Number.NEGATIVE_INFINITY, byClockMs: 0 };

  constructor(
    private readonly storage: CommitStorage,
    private readonly clock: Clock,
    private readonly confirmedJumpTo: Instant | undefined,
  ) {}

  /** Why nothing may be written at `now`, if so. Cheap while all is well. */
  async refusal(now: Instant): Promise<ClockAheadError | undefined> {
    if (this.clock.kind === 'manual') return undefined;
    return (await this.serverRefusal(now)) ?? (await this.jumpRefusal(now));
  }

  /** Takes note of a leaf time that this writer has recorded. */
  recorded(time: Instant): void {
    this.latestLeaf = time;
  }

  private async serverRefusal(now: Instant): Promise<ClockAheadError | undefined> {
    if (this.storage.serverTime === undefined) return undefined;
    if (this.mustAskServer(now)) {
      const before = Date.parse(this.clock.now());
      const server = Date.parse(await this.storage.serverTime());
      const after = Date.parse(this.clock.now());
      this.serverDifferenceMs = (before + after) / 2 - server;
      this.serverAsked = { atMs: performance.now(), byClockMs: after };
    }
    if (Math.abs(this.serverDifferenceMs) <= MAX_SERVER_DIFFERENCE_MS) return undefined;
    return new ClockAheadError(
      `the clock differs from the store server's by ${String(Math.round(this.serverDifferenceMs))} ms`,
    );
  }

  /** Now and then, while the clock is wrong, and as soon as it has jumped. */
  private mustAskServer(now: Instant): boolean {
    const passedMs = performance.now() - this.serverAsked.atMs;
    if (passedMs > SERVER_CLOCK_CHECK_INTERVAL_MS) return true;
    const jumpedMs = Date.parse(now) - this.serverAsked.byClockMs - passedMs;
    const differenceMs = this.serverDifferenceMs;
    return [differenceMs, differenceMs + jumpedMs].some((ms) => Math.abs(ms) > MAX_SERVER_DIFFERENCE_MS);
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
