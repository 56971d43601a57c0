/** Where a job stands: waiting, at work, done, failed for good, given up by its owner. */
export const JOB_STATES = ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job as it is kept: what it is found by, and the rest encrypted by whoever keeps it. */
export interface JobRow {
  /** Unique in the deployment, ASCII. */
  readonly id: string;
  /** Context whose host runs it. */
  readonly context: string;
  /** Account that started it. */
  readonly owner: string;
  readonly state: JobState;
  /** Milliseconds since 1970: when it was started, and after which nothing of it is kept. */
  readonly created: number;
  readonly until: number;
  /** 0 when added, one more with every replacement. */
  readonly revision: number;
  readonly sealed: string;
}

/** What became of one row of a job; results are numbered from 0. */
export interface JobResultRow {
  readonly n: number;
  readonly sealed: string;
}

/** Most jobs that one list names. */
export const MAX_LISTED_JOBS = 100;
/** Most results that are read at once. */
export const MAX_RESULTS_AT_ONCE = 500;

/** The store of jobs cannot be opened, read or written; one sentence says why. */
export class JobStoreError extends Error {
  override readonly name = 'JobStoreError';
  readonly retryAfterMs = 2_000;
  constructor(
    readonly code: 'JOB_STORE_FOREIGN' | 'JOB_STORE_UNAVAILABLE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Jobs as a technology keeps them. Every change is durable when its promise resolves; several processes may work on them at
 * once. What is removed or replaced rests nowhere. Errors: {@link JobStoreError}.
 */
export interface JobRows {
  get(id: string): Promise<JobRow | undefined>;
  /** @returns false, with nothing changed, when its id is taken */
  add(row: JobRow): Promise<boolean>;
  /** Replaces state, `until` and what is sealed of the row at the revision before. @returns false when it is not (any more) there */
  replace(row: JobRow): Promise<boolean>;
  /** Jobs that an account started in a context, newest first; the first {@link MAX_LISTED_JOBS}. */
  ownedBy(context: string, owner: string): Promise<readonly JobRow[]>;
  /** Jobs of a context that wait or are at work, oldest first; the first {@link MAX_LISTED_JOBS}. */
  unfinished(context: string): Promise<readonly JobRow[]>;
  /** Jobs of a context in order of their ids, behind one of them; the first {@link MAX_LISTED_JOBS}. */
  list(context: string, after?: string): Promise<readonly JobRow[]>;
  /** Removes a job with all its results. */
  remove(id: string): Promise<void>;
  /** Keeps results; of a number that has one, the new one. */
  addResults(id: string, results: readonly JobResultRow[]): Promise<void>;
  /** Results from a number on, in order; the first {@link MAX_RESULTS_AT_ONCE}. */
  results(id: string, from: number): Promise<readonly JobResultRow[]>;
  /** One more than the highest number that has a result. */
  resultCount(id: string): Promise<number>;
  /** Leaves a note that outlives the process. */
  mark(name: string): Promise<void>;
  unmark(name: string): Promise<void>;
  /** Notes whose names begin so, in order. */
  marks(prefix: string): Promise<readonly string[]>;
  close(): Promise<void>;
}
