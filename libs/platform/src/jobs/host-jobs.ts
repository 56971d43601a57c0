import type { BlobStore } from '@taizhang/blobs-port';
import type { JobRows } from '@taizhang/jobs-port';
import type { KeyStore } from '@taizhang/keys-port';
import { machineTimers, type FollowerState } from '@taizhang/messaging-port';
import { randomUUID } from 'node:crypto';
import type { AccessLog } from '../access-log/access-log.js';
import type { ReadingScopes } from '../asking/reading-scope.js';
import type { Timelines } from '../asking/timeline.js';
import type { Power, Sender } from '../identity/identity.js';
import { JobErasure } from './job-erasure.js';
import { JobFiles } from './job-files.js';
import { JobRecords } from './job-records.js';
import { JobRunner } from './job-runner.js';
import { JobSweeper } from './job-sweeper.js';
import { Jobs } from './jobs.js';
import type { JobWorkshop } from './job-at-work.js';

/** What is needed to keep jobs. */
export interface JobKeepingOptions {
  readonly rows: JobRows;
  readonly blobs: BlobStore;
  readonly keys: Pick<KeyStore, 'dataKeys'>;
  readonly contexts: () => readonly string[];
}

/** Jobs as they are kept, and how they obey erasures. */
export interface JobKeeping {
  readonly files: JobFiles;
  readonly records: JobRecords;
  readonly erasure: JobErasure;
}

/** Puts together what keeps jobs. */
export function keepJobs({ rows, blobs, keys, contexts }: JobKeepingOptions): JobKeeping {
  const files = new JobFiles(blobs, keys.dataKeys);
  const records = new JobRecords(rows, files);
  return { files, records, erasure: new JobErasure(rows, records, contexts) };
}

/** What is needed to run jobs and show them. */
export interface HostJobsOptions extends JobKeepingOptions, Omit<JobWorkshop, 'records' | 'files'> {
  readonly keeping: JobKeeping;
  readonly state: FollowerState;
  readonly scopes: ReadingScopes;
  readonly timelines: Pick<Timelines, 'reader'>;
  readonly powersOf: (sender: Sender, context: string) => Promise<readonly Power[]>;
  readonly accessLog: AccessLog;
  readonly failed: (error: unknown) => void;
}

/** Jobs of a host: for its routes, and to be started and stopped with it. */
export interface HostJobs {
  readonly jobs: Jobs;
  readonly runner: JobRunner;
  readonly sweeper: JobSweeper;
}

/** Puts the jobs of a host together. */
export function makeJobs(options: HostJobsOptions): HostJobs {
  const { keeping, clock, failed, contexts, blobs } = options;
  const runner = new JobRunner({ ...options, ...keeping, holder: randomUUID() });
  const jobs = new Jobs({
    ...options,
    ...keeping,
    wake: () => {
      runner.wake();
    },
  });
  const sweeper = new JobSweeper({
    records: keeping.records,
    blobs,
    contexts,
    clock,
    machineNow: () => Date.now(),
    timers: machineTimers,
    failed,
  });
  return { jobs, runner, sweeper };
}
