import type { LedgerId } from '@taizhang/kernel';
import type { ProposedCommit, RecordedCommit } from './event-store.js';

/** An append that waits for its outcome. */
export class PendingAppend {
  readonly outcome: Promise<RecordedCommit>;
  resolve!: (commit: RecordedCommit) => void; // `!`: the executor of a promise runs at once
  reject!: (error: Error) => void;
  /** Lost races and unknown outcomes so far. */
  tries = 0;
  /** When it is given up, by `performance.now()`; set at the first lost race. */
  deadline: number | undefined;
  /** Whether an earlier try may have been recorded without our knowing. */
  uncertain = false;

  constructor(
    readonly ledger: LedgerId,
    readonly log: string,
    readonly commit: ProposedCommit,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}
