import { createHash } from 'node:crypto';
import type { JobRows } from '@taizhang/jobs-port';
import { LEASE_BUCKETS, type FollowerState } from '@taizhang/messaging-port';
import { PROBLEMS } from '../http/problem.js';
import { problemOf } from '../http/problem-of-error.js';
import { JobAtWork, JobLostError, type JobWorkshop } from './job-at-work.js';
import type { JobContent, MadeFile } from './job-content.js';
import type { JobErasure } from './job-erasure.js';
import type { JobFile, JobOutcome } from './job-kind.js';
import { keyNameOfJob } from './job-records.js';

/** How long a host may be silent before another takes its jobs, in milliseconds. */
export const JOB_LEASE_MS = 15_000;
/** How often a host says that it is at work, in milliseconds. */
export const JOB_HEARTBEAT_MS = 4_000;
/** How often jobs are looked for that nobody told of, in milliseconds. */
export const JOB_POLL_MS = 2_000;
/** Jobs that one host works on at once. */
export const MAX_JOBS_AT_ONCE = 2;
/** How often a job is begun at most. */
export const MAX_JOB_ATTEMPTS = 30;
/** How often one is begun again after an error of ours. */
const MAX_FAULTS = 3;
/** How long it rests after something was not available, in milliseconds. */
export const JOB_REST_MS = 3_000;

const LEASE = 'jobs';

/** What running jobs needs. */
export interface JobRunnerOptions extends JobWorkshop {
  readonly rows: Pick<JobRows, 'unfinished' | 'get'>;
  readonly erasure: Pick<JobErasure, 'isErasing'>;
  readonly state: Pick<FollowerState, 'acquireLeases' | 'releaseLeases'>;
  /** Contexts whose jobs are run here. */
  readonly contexts: () => readonly string[];
  readonly holder: string;
  readonly failed: (error: unknown) => void;
}

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Runs jobs under a lease: of several hosts one works on a job, and when that one falls silent another begins it again. What
 * counts is the record's revision: whoever worked on an older one changes nothing.
 */
export class JobRunner {
  readonly #running = new Map<string, Running>();
  readonly #resting = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;
  #heart: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(private readonly options: JobRunnerOptions) {}

  start(): void {
    this.#heart = setInterval(() => void this.#beat().catch(this.options.failed), JOB_HEARTBEAT_MS);
    this.wake();
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#heart === undefined || this.#stopping) return;
    clearTimeout(this.#timer);
    this.#looking = this.#looking.then(() => this.#look()).catch(this.options.failed);
    this.#timer = setTimeout(() => {
      this.wake();
    }, JOB_POLL_MS);
  }

  /** Drops what is at work, to be begun again, and lets others have it at once. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    clearInterval(this.#heart);
    for (const { stop } of this.#running.values()) stop.abort();
    await this.#looking;
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    await this.options.state.releaseLeases(LEASE, this.options.holder).catch(this.options.failed);
  }

  async #look(): Promise<void> {
    for (const context of this.options.contexts()) {
      for (const { id } of await this.options.rows.unfinished(context)) {
        if (this.#stopping || this.#running.size >= MAX_JOBS_AT_ONCE) return;
        if (this.#running.has(id) || (this.#resting.get(id) ?? 0) > performance.now()) continue;
        if (await this.#hold([id])) this.#begin(id);
      }
    }
  }

  #begin(id: string): void {
    const stop = new AbortController();
    const ended = this.#run(id, stop.signal)
      .catch(this.options.failed)
      .finally(() => {
        this.#running.delete(id);
        if (!this.#resting.has(id)) this.wake();
      });
    this.#running.set(id, { stop, ended });
  }

  /** @returns whether the leases of all these jobs are held now */
  async #hold(ids: readonly string[]): Promise<boolean> {
    const buckets = [...new Set(ids.map(bucketOfJob))];
    const held = await this.options.state.acquireLeases(LEASE, buckets, this.options.holder, JOB_LEASE_MS);
    return held.length === buckets.length;
  }

  /** Keeps the leases, and stops what is cancelled, removed or another's. */
  async #beat(): Promise<void> {
    for (const [id, { stop }] of this.#running) {
      const row = await this.options.rows.get(id);
      if (row === undefined || row.state === 'CANCELLED' || !(await this.#hold([id]))) stop.abort();
    }
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    const { records, registry } = this.options;
    const record = await records.get(id);
    if (record === undefined || (record.state !== 'WAITING' && record.state !== 'RUNNING')) return;
    const work = new JobAtWork(this.options, record, signal);
    const kind = registry.job(record.context, record.content.kind);
    try {
      const { attempts } = record.content;
      if (kind === undefined || attempts >= MAX_JOB_ATTEMPTS) {
        await this.#fail(work, PROBLEMS.jobFailed);
        return;
      }
      await work.save({ attempts: attempts + 1 });
      await this.#finish(work, await kind.run(record.content.params, work));
    } catch (error) {
      await this.#failed(work, error);
    }
  }

  async #finish(work: JobAtWork, { file, summary }: JobOutcome): Promise<void> {
    const { files, records, erasure, clock } = this.options;
    const made = file === undefined ? null : await this.#keep(work, file);
    const { context, upload } = { context: work.context, upload: work.record.content.upload };
    const drop = async (): Promise<void> => {
      if (made !== null) await files.delete(context, made);
    };
    if (await erasure.isErasing(work.ledgers)) {
      await drop();
      this.#rest(work.id);
      return;
    }
    const ended: Partial<JobContent> = {
      ...work.counted,
      file: made,
      upload: null,
      ledgers: [...work.ledgers],
      summary: summary?.() ?? null,
      finishedAt: clock.now(),
    };
    this.#forget(work.id);
    if ((await records.replace(work.record, 'DONE', ended)) === undefined) await drop();
    else if (upload !== null) await files.delete(context, upload);
  }

  async #keep(work: JobAtWork, { content, name, mediaType, format }: JobFile): Promise<MadeFile> {
    const watched = async function* () {
      for await (const part of content) {
        work.check();
        yield part;
      }
    };
    const kept = await this.options.files.put(work.context, keyNameOfJob(work.id), watched());
    return { ...kept, name, mediaType, format };
  }

  /** Begun again after a while where that may help; else it has failed for good. */
  async #failed(work: JobAtWork, error: unknown): Promise<void> {
    if (work.signal.aborted || error instanceof JobLostError) return;
    const { definition } = problemOf(error);
    const passes = definition.status === 503 || definition.status === 429;
    const faults = (this.#faults.get(work.id) ?? 0) + 1;
    if (!passes) this.options.failed(error);
    if (passes || (definition.status >= 500 && faults < MAX_FAULTS)) {
      if (!passes) this.#faults.set(work.id, faults);
      this.#rest(work.id);
      return;
    }
    await this.#fail(work, definition.status >= 500 ? PROBLEMS.jobFailed : definition);
  }

  async #fail(
    work: JobAtWork,
    { code, sentence }: Pick<typeof PROBLEMS.jobFailed, 'code' | 'sentence'>,
  ): Promise<void> {
    const { records, files, clock } = this.options;
    const { upload } = work.record.content;
    const failure = { code, sentence };
    const ended = { ...work.counted, failure, upload: null, finishedAt: clock.now() };
    const failed = await records.replace(work.record, 'FAILED', ended);
    if (failed !== undefined && upload !== null) await files.delete(work.context, upload);
    this.#forget(work.id);
  }

  #forget(id: string): void {
    this.#resting.delete(id);
    this.#faults.delete(id);
  }

  #rest(id: string): void {
    this.#resting.set(id, performance.now() + JOB_REST_MS);
  }
}

function bucketOfJob(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16BE(0) % LEASE_BUCKETS;
}
