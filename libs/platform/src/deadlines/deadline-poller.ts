import { repeated, type Timers } from '@taizhang/messaging-port';
import type { DueDeadlines } from './due-deadlines.js';

/** How often dates that were reached are looked for, in milliseconds: dates are days, so a minute is soon. */
export const DEADLINE_POLL_INTERVAL_MS = 60_000;

/** What polling needs. */
export interface DeadlinePollerOptions {
  readonly due: Pick<DueDeadlines, 'pending' | 'act'>;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** Acts on dates as they are reached. Any number of pollers may run: each date is one commit all the same. */
export class DeadlinePoller {
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: DeadlinePollerOptions) {}

  /** At once, and then every {@link DEADLINE_POLL_INTERVAL_MS}. */
  start(): void {
    const { timers, failed } = this.options;
    const { signal } = this.#stopping;
    this.#loop = repeated(() => this.poll(), { pauseMs: DEADLINE_POLL_INTERVAL_MS, timers, signal, failed });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Acts on all that is due now. What fails is tried again at the next turn and keeps nothing else waiting. */
  async poll(): Promise<void> {
    for (const one of await this.options.due.pending()) {
      if (this.#stopping.signal.aborted) return;
      await this.options.due.act(one).catch(this.options.failed);
    }
  }
}
