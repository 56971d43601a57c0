import type { LedgerId } from '@taizhang/kernel';
import type { CommitStorage } from './commit-storage.js';
import type { LedgerHead } from './event-store.js';

/** How long raised heads are collected before they are written together, in milliseconds. */
export const HEAD_HINT_DELAY_MS = 100;

/** Raises head hints after the inserts, many at once, off the path of the appends. A hint that is lost is found by the sweeps. */
export class HeadHints {
  private waiting = new Map<LedgerId, LedgerHead>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly storage: CommitStorage) {}

  /** Takes note of a head; it is written soon. */
  raise(head: LedgerHead): void {
    this.waiting.set(head.ledger, head);
    this.timer ??= setTimeout(() => void this.flush(), HEAD_HINT_DELAY_MS);
  }

  /** Writes what waits. Never fails: heads are hints. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size > 0) {
      const heads = [...this.waiting.values()];
      this.waiting = new Map();
      this.writing = this.writing.then(() => this.storage.raiseHeads(heads)).catch(() => undefined);
    }
    await this.writing;
  }
}
