import type { BlobStore } from '@taizhang/blobs-port';
import { instantMs, isLedgerId, type Clock } from '@taizhang/kernel';
import { pauseFor, type Timers } from '@taizhang/messaging-port';
import { JOB_RETENTION_MS } from './jobs.js';
import type { JobRecords } from './job-records.js';

/** How often jobs whose time is over are looked for, in milliseconds. */
export const JOB_SWEEP_INTERVAL_MS = 60_000;
/** How much longer than a job lives a file that no job names is left alone, in milliseconds. */
const STRAY_MARGIN_MS = 24 * 3_600_000;

/** What sweeping jobs needs. */
export interface JobSweeperOptions {
  readonly records: JobRecords;
  readonly blobs: Pick<BlobStore, 'list' | 'delete'>;
  readonly contexts: () => readonly string[];
  readonly clock: Clock;
  /** The machine's clock, in milliseconds. */
  readonly machineNow: () => number;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** Removes jobs with all that they hold when their seven days are over. Several hosts may do so at once. */
export class JobSweeper {
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: JobSweeperOptions) {}

  start(): void {
    this.#loop = this.#keepSweeping();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Sweeps once. @returns how many jobs were removed */
  async sweep(): Promise<number> {
    const { records, blobs, contexts, clock, machineNow } = this.options;
    const now = instantMs(clock.now());
    let removed = 0;
    for (const context of contexts()) {
      for await (const job of records.all(context)) {
        if (job.until > now) continue;
        await records.remove(job);
        removed += 1;
      }
    }
    // What a removal that was cut short has left: nobody has its key.
    const before = new Date(machineNow() - JOB_RETENTION_MS - STRAY_MARGIN_MS).toISOString();
    for await (const { ledger, sha256 } of blobs.list('jobs', before))
      if (isLedgerId(ledger)) await blobs.delete(ledger, sha256);
    return removed;
  }

  async #keepSweeping(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await pauseFor(JOB_SWEEP_INTERVAL_MS, this.options.timers, this.#stopping.signal);
      if (!this.#stopping.signal.aborted) await this.sweep().catch(this.options.failed);
    }
  }
}
