import { bureauOf, type LedgerId } from '@taizhang/kernel';
import { MAX_PAGE_SIZE, type ViewDocument, type ViewFilter } from '@taizhang/views-port';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { compareOmissions, omissionOf } from './omission-of.js';
import type { AskedDuties, Omission, OmissionReport } from './omission-report.js';

/** Most documents that one request looks through; a page that ends there has a cursor and may be short. */
export const MAX_DOCUMENTS_PER_PAGE = 20_000;

/** A row with the document that it was read from. */
export interface FoundOmission {
  readonly omission: Omission;
  readonly ledger: LedgerId;
  readonly key: string;
}

/** What to look for. */
export interface OmissionSearch {
  readonly ledgers: readonly LedgerId[] | 'all';
  /** Whether the report is for today or later: then only documents with something open matter. */
  readonly current: boolean;
  readonly wanted: (omission: Omission) => boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** One page, and where the next one begins. */
export interface OmissionPage {
  readonly found: readonly FoundOmission[];
  readonly next?: string;
}

/** Where a page goes on: after a page of documents (`null` = from the first), and within the next after one row of it. */
interface Place {
  readonly after: string | null;
  readonly last: readonly [ledger: string, key: string, duty: string, part: string] | null;
}

const START: Place = { after: null, last: null };

/** The omissions of one page, in the order of (ledger, document, duty, part). @throws `PARAMETER_INVALID` for a cursor that is not ours */
export async function pageOfOmissions(
  { among, owed }: OmissionReport,
  asked: AskedDuties,
  { ledgers, current, wanted, limit, cursor }: OmissionSearch,
): Promise<OmissionPage> {
  const where: readonly ViewFilter[] = [...(among.where ?? []), ...(current ? (among.open ?? []) : [])];
  const found: FoundOmission[] = [];
  let { after, last } = cursor === undefined ? START : placeOf(cursor);
  for (let seen = 0; ;) {
    const page = await asked.reads.page(among.view, {
      ledgers,
      where,
      limit: MAX_PAGE_SIZE,
      ...(after !== null && { cursor: after }),
    });
    for (const document of page.items) {
      for (const omission of await omissionsIn(document, owed, asked)) {
        if (!wanted(omission) || (last !== null && isGiven(document, omission, last))) continue;
        const previous = found.at(-1);
        if (found.length === limit && previous !== undefined)
          return { found, next: cursorAt({ after, last: rowOf(previous) }) };
        found.push({ omission, ledger: document.ledger, key: document.key });
      }
    }
    seen += page.items.length;
    if (page.next === undefined) return { found };
    [after, last] = [page.next, null];
    if (seen >= MAX_DOCUMENTS_PER_PAGE) return { found, next: cursorAt({ after, last }) };
  }
}

async function omissionsIn(
  document: ViewDocument,
  owed: OmissionReport['owed'],
  asked: AskedDuties,
): Promise<readonly Omission[]> {
  const bureau = bureauOf(document.ledger);
  const omissions = (await owed(document, asked)).flatMap((duty) => omissionOf(bureau, duty, asked.on) ?? []);
  return omissions.sort(compareOmissions);
}

function rowOf({ ledger, key, omission }: FoundOmission): NonNullable<Place['last']> {
  return [ledger, key, omission.duty, omission.part ?? ''];
}

/** Whether a row comes no later than the last one that was given. */
function isGiven({ ledger, key }: ViewDocument, { duty, part }: Omission, last: NonNullable<Place['last']>): boolean {
  const row = [ledger, key, duty, part ?? ''];
  const differs = row.findIndex((value, i) => value !== last[i]);
  return differs < 0 || (row[differs] ?? '') < (last[differs] ?? '');
}

function cursorAt({ after, last }: Place): string {
  return Buffer.from(JSON.stringify([after, last])).toString('base64url');
}

function placeOf(cursor: string): Place {
  const bad = new ProblemError(PROBLEMS.parameterInvalid, { parameter: 'cursor' });
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw bad;
  }
  if (!Array.isArray(parts) || parts.length !== 2) throw bad;
  const [after, last] = parts as readonly unknown[]; // checked to be an array
  const isRow = Array.isArray(last) && last.length === 4 && last.every((part) => typeof part === 'string');
  if ((after !== null && typeof after !== 'string') || (last !== null && !isRow)) throw bad;
  return { after, last: last as Place['last'] }; // checked just now
}
