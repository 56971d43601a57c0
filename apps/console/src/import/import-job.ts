import type { Bilingual } from '../api/declarations.js';
import { newKey, send } from '../api/client.js';
import { queryString } from '../api/queries.js';
import { finished, type Job } from '../jobs/job.js';

/** What is wrong at a cell. */
export interface CellFault {
  readonly sheet: string;
  readonly cell: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** `note` = worth knowing; the row is taken all the same. */
  readonly level?: string;
}

/** What an import says of a row. */
export interface RowResult {
  readonly row: number;
  readonly sheet?: string;
  readonly code?: string;
  readonly outcome: 'same' | 'new' | 'changed' | 'bad' | 'refused';
  /** Verbs of the commands that would be, or were, given. */
  readonly commands: readonly string[];
  readonly faults: readonly CellFault[];
}

/** What an import says of the whole file. */
export interface ImportSummary {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly same: number;
  readonly new: number;
  readonly changed: number;
  readonly bad: number;
  readonly refused: number;
  readonly faults: readonly CellFault[];
}

/** An import that has ended. */
export interface Imported {
  readonly failure: Bilingual | undefined;
  readonly summary: ImportSummary | undefined;
  readonly rows: readonly RowResult[];
}

interface ImportJob extends Job {
  readonly summary: ImportSummary | null;
  readonly results: { readonly items: readonly RowResult[]; readonly next: number | null };
}

/** Sends a workbook, waits until it has been gone through, and fetches what is said of each row. @throws problem */
export async function importWorkbook(
  kind: string,
  params: Readonly<Record<string, string>>,
  file: Blob,
  told: (progress: Job['progress']) => void,
): Promise<Imported> {
  const started = await send<Job>(`/api/jobs/${kind}${queryString(params)}`, { method: 'POST', file, key: newKey() });
  const { failure } = await finished(started, (job) => told(job.progress));
  const rows: RowResult[] = [];
  let summary: ImportSummary | null = null;
  for (let from: number | null = 0; from !== null;) {
    const job: ImportJob = await send<ImportJob>(`/api/jobs/${started.id}${queryString({ from })}`);
    rows.push(...job.results.items);
    summary = job.summary;
    from = job.results.next;
  }
  return { failure: failure?.detail, summary: summary ?? undefined, rows };
}

/** Whether somebody has to look at a row. */
export function needsLook({ outcome, faults }: RowResult): boolean {
  return outcome === 'bad' || outcome === 'refused' || faults.length > 0;
}
