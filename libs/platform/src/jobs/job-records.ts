import type { JobRow, JobRows, JobState } from '@taizhang/jobs-port';
import type { JsonObject } from '@taizhang/kernel';
import { PROBLEMS } from '../http/problem.js';
import { openJob, sealJob, type JobContent } from './job-content.js';
import type { JobFiles } from './job-files.js';

/** A job, opened. */
export interface JobRecord extends Omit<JobRow, 'sealed'> {
  readonly content: JobContent;
}

/** Revisions that an erased job is ahead of whoever worked on it. */
const LOST_REVISIONS = 1_000;

/** The part of a job's id behind its context: what its key is called. */
export function keyNameOfJob(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}

/** Jobs as they are kept, opened with their keys. */
export class JobRecords {
  constructor(
    private readonly rows: JobRows,
    private readonly files: JobFiles,
  ) {}

  /** `undefined` when there is none, or its key is destroyed. */
  async get(id: string): Promise<JobRecord | undefined> {
    const row = await this.rows.get(id);
    return row && this.#opened(row);
  }

  /** @returns false when its id is taken */
  async add(record: JobRecord): Promise<boolean> {
    return this.rows.add(sealed(record, await this.files.makeKey(record.context, keyNameOfJob(record.id))));
  }

  /** @returns the record as it is now, `undefined` when somebody else was faster */
  async replace(
    was: JobRecord,
    state: JobState,
    changes: Partial<JobContent>,
    until = was.until,
  ): Promise<JobRecord | undefined> {
    const key = await this.files.key(was.context, keyNameOfJob(was.id));
    if (key === undefined) return undefined;
    const next = { ...was, state, until, revision: was.revision + 1, content: { ...was.content, ...changes } };
    return (await this.rows.replace(sealed(next, key))) ? next : undefined;
  }

  async ownedBy(context: string, owner: string): Promise<readonly JobRecord[]> {
    return this.#all(await this.rows.ownedBy(context, owner));
  }

  async unfinished(context: string): Promise<readonly JobRecord[]> {
    return this.#all(await this.rows.unfinished(context));
  }

  /** Every job of a context. */
  async *all(context: string): AsyncGenerator<JobRecord> {
    for (let after: string | undefined; ;) {
      const rows = await this.rows.list(context, after);
      yield* await this.#all(rows);
      after = rows.at(-1)?.id;
      if (after === undefined) return;
    }
  }

  /**
   * Makes a job's file, upload and results unreadable in whatever copy, since an erasure asks for it; what is left says so.
   * A runner that is at work on it loses it.
   */
  async erase(job: JobRecord): Promise<void> {
    await this.remove(job);
    const { code, sentence } = PROBLEMS.jobErased;
    const content = {
      ...job.content,
      params: {},
      upload: null,
      file: null,
      summary: null,
      failure: { code, sentence },
    };
    await this.add({ ...job, state: 'FAILED', revision: job.revision + LOST_REVISIONS, content });
  }

  /** Removes a job with all that it holds. Cut short, it can be removed again: the row goes last. */
  async remove({ id, context, content }: JobRecord): Promise<void> {
    await this.files.destroyKey(context, keyNameOfJob(id));
    for (const file of [content.upload, content.file]) if (file !== null) await this.files.delete(context, file);
    await this.rows.remove(id);
  }

  async addResults(
    job: Pick<JobRecord, 'id' | 'context'>,
    first: number,
    results: readonly JsonObject[],
  ): Promise<void> {
    const key = await this.files.key(job.context, keyNameOfJob(job.id));
    if (key === undefined) return;
    const sealed = results.map((result, i) => {
      const n = first + i;
      return { n, sealed: sealJob(key, job.id, `result/${String(n)}`, result) };
    });
    await this.rows.addResults(job.id, sealed);
  }

  async results(job: Pick<JobRecord, 'id' | 'context'>, from: number, most: number): Promise<readonly JsonObject[]> {
    const key = await this.files.key(job.context, keyNameOfJob(job.id));
    const found = key === undefined ? [] : (await this.rows.results(job.id, from)).slice(0, most);
    return key === undefined ? [] : found.map(({ n, sealed }) => openJob(key, job.id, `result/${String(n)}`, sealed));
  }

  resultCount(id: string): Promise<number> {
    return this.rows.resultCount(id);
  }

  async #all(rows: readonly JobRow[]): Promise<readonly JobRecord[]> {
    const opened = await Promise.all(rows.map((row) => this.#opened(row)));
    return opened.filter((record) => record !== undefined);
  }

  async #opened({ sealed, ...row }: JobRow): Promise<JobRecord | undefined> {
    const key = await this.files.key(row.context, keyNameOfJob(row.id));
    if (key === undefined) {
      // A removal that was cut short: its files may be left, and nobody can read them.
      await this.rows.remove(row.id);
      return undefined;
    }
    return { ...row, content: openJob(key, row.id, 'content', sealed) as unknown as JobContent }; // as it was sealed
  }
}

function sealed({ content, ...row }: JobRecord, key: Uint8Array): JobRow {
  return { ...row, sealed: sealJob(key, row.id, 'content', content as unknown as JsonObject) }; // holds JSON only
}
