import type { LedgerId } from '@taizhang/kernel';

/**
 * When which ledger is sealed: one that rested is due at once, one that was sealed lately when its time of rest is over. So a checkpoint
 * follows each commit within that time, and at most one is signed in it (ledger-format §4). Costs a place in a map for each ledger that
 * was sealed within one time of rest, and nothing for all others; whoever asks needs one timer for all of them.
 */
export class SealSchedule {
  /** Ledgers that wait for nothing but their turn. */
  private readonly due = new Set<LedgerId>();
  /** Ledgers that were sealed lately, in the order in which they were. */
  private readonly resting = new Map<LedgerId, { readonly untilMs: number; news: boolean }>();

  constructor(private readonly restMs: number) {}

  /** How many ledgers wait, due or not. */
  get waiting(): number {
    let waiting = this.due.size;
    for (const { news } of this.resting.values()) if (news) waiting += 1;
    return waiting;
  }

  /** A ledger has something that is not sealed. */
  noticed(ledger: LedgerId): void {
    const rest = this.resting.get(ledger);
    if (rest === undefined) this.due.add(ledger);
    else rest.news = true;
  }

  /** Takes the ledger that has been due longest. @returns `undefined` when none is due yet */
  take(nowMs: number): LedgerId | undefined {
    this.#wake(nowMs);
    for (const ledger of this.due) {
      this.due.delete(ledger);
      this.resting.set(ledger, { untilMs: nowMs + this.restMs, news: false });
      return ledger;
    }
    return undefined;
  }

  /** When a ledger that rests with news is due, at the earliest; `undefined` when none is. */
  nextMs(): number | undefined {
    for (const { untilMs, news } of this.resting.values()) if (news) return untilMs;
    return undefined;
  }

  /** Everything that waits is due now: before a stop. */
  hurry(): void {
    for (const [ledger, { news }] of this.resting) if (news) this.due.add(ledger);
    this.resting.clear();
  }

  #wake(nowMs: number): void {
    for (const [ledger, { untilMs, news }] of this.resting) {
      if (untilMs > nowMs) return;
      this.resting.delete(ledger);
      if (news) this.due.add(ledger);
    }
  }
}
