import type { Bilingual } from '../api/declarations.js';
import { download, newKey, send } from '../api/client.js';
import type { Parameters } from '../api/queries.js';
import { keepFile } from '../ledger/keep-file.js';

/** Work that the server does by and by (任务), as its owner sees it. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly failure: { readonly code: string; readonly detail: Bilingual } | null;
  readonly file: { readonly href: string; readonly name: string; readonly size: number } | null;
}

/** How long to wait before a job is looked at again, in milliseconds. */
export const JOB_POLL_MS = 1_000;

/** Whether nothing more will become of a job. */
export function hasFinished({ state }: Pick<Job, 'state'>): boolean {
  return state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';
}

/** A list's own parameters, as jobs want them: texts, and lists of texts; nothing that is empty. */
export function jobQuery(parameters: Parameters): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]): readonly (readonly [string, string | readonly string[]])[] => {
      if (value === undefined || value === '') return [];
      if (!Array.isArray(value)) return [[name, String(value)]];
      const values = value.map(String);
      return values.length === 0 ? [] : [[name, values]];
    }),
  );
}

/** Starts a job. @throws problem */
export function startJob(kind: string, params: unknown): Promise<Job> {
  return send<Job>(`/api/jobs/${kind}`, { method: 'POST', body: params, key: newKey() });
}

/** Waits until a job has finished. @param told hears of its progress */
export async function finished(job: Job, told: (job: Job) => void): Promise<Job> {
  let now = job;
  while (!hasFinished(now)) {
    await new Promise((resolve) => setTimeout(resolve, JOB_POLL_MS));
    now = await send<Job>(`/api/jobs/${now.id}`);
    told(now);
  }
  return now;
}

/** Hands the file that a job made to the reader; taking it away is on record. */
export async function takeFile({ file }: Job): Promise<void> {
  if (file !== null) keepFile(await download(file.href), file.name);
}
