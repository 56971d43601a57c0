import type { JsonObject } from '@taizhang/kernel';
import type { LedgerFault } from '@taizhang/reporting';
import { PASSING_STATUS } from '../following/reactions.js';
import { ProblemError } from '../http/problem.js';
import type { JobCommand, JobUpload, JobWork } from './job-kind.js';

/** Media type of a workbook (.xlsx). */
export const WORKBOOK_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A workbook that an import is started with: at most 10 MiB. */
export const IMPORTED_WORKBOOK: JobUpload = {
  maxBytes: 10 * 1024 * 1024,
  mediaTypes: [WORKBOOK_MEDIA_TYPE, 'application/octet-stream'],
};
/** Faults of a file as a whole that are told. */
const MAX_FILE_FAULTS = 100;

/** What becomes of a row: nothing to do, something new or changed, cells that cannot be taken, a command that was refused. */
export type RowOutcome = 'same' | 'new' | 'changed' | 'bad' | 'refused';

/** A command of a row that was refused: when it was rehearsed, or when it was given. */
export interface RowRefusal {
  readonly outcome: 'bad' | 'refused';
  readonly at: number;
  readonly problem: ProblemError;
}

/**
 * Rehearses the commands of a row and, in the real run, gives them one after another.
 * @param place number of the row among all
 * @returns the first refusal; `undefined` = all would be done, or were
 */
export async function givenForRow(
  work: JobWork,
  place: number,
  commands: readonly JobCommand[],
  { dry, rehearsed = true }: { readonly dry: boolean; readonly rehearsed?: boolean },
): Promise<RowRefusal | undefined> {
  const refused = rehearsed ? await work.rehearse(commands) : undefined;
  if (refused !== undefined) return { outcome: 'bad', ...refused };
  if (dry) return undefined;
  for (const [at, command] of commands.entries()) {
    try {
      await work.give(place, command);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.definition.status >= PASSING_STATUS) throw error;
      return { outcome: 'refused', at, problem: error };
    }
  }
  return undefined;
}

/**
 * The column that a refusal is about.
 * @param blame columns by the code of a refusal or the field of the input that it names; `''` for any other
 */
export function blamedColumn<Column extends string>(
  blame: Readonly<Partial<Record<string, Column>>>,
  { definition, details }: ProblemError,
): Column | undefined {
  const { errors } = details;
  const [first] = Array.isArray(errors) ? (errors as readonly unknown[]) : []; // members of whatever type
  const pointer = typeof first === 'object' && first !== null && 'pointer' in first ? String(first.pointer) : '';
  return blame[definition.code] ?? blame[pointer.split('/')[1] ?? ''] ?? blame[''];
}

/** What an import came to: how many rows became what, and the first faults of the file as a whole. */
export async function importSummary(
  work: Pick<JobWork, 'results'>,
  dryRun: boolean,
  faults: readonly LedgerFault[],
): Promise<JsonObject> {
  const counts: Record<RowOutcome, number> = { same: 0, new: 0, changed: 0, bad: 0, refused: 0 };
  let rows = 0;
  for await (const { outcome } of work.results()) {
    counts[outcome as RowOutcome] += 1; // as it was reported
    rows += 1;
  }
  return { dryRun, rows, ...counts, faults: faults.slice(0, MAX_FILE_FAULTS).map((fault) => ({ ...fault })) };
}
