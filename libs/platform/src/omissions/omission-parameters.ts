import { isLocalDate, type LocalDate } from '@taizhang/kernel';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@taizhang/views-port';
import { invalidParameter, oneValueOf, valuesOf, type QueryString } from '../asking/view-parameters.js';
import type { OmissionReport } from './omission-report.js';

/** Most rows of one exported file; the next file begins at its cursor. */
export const MAX_EXPORTED_OMISSIONS = 5_000;
/** How rows are answered. */
export const OMISSION_FORMATS = ['json', 'csv'] as const;
/** A unit from anywhere in the deployment: the code of one with a ledger of its own, or `<bureau>/<code>` of a branch. */
export const UNIT_PATTERN = String.raw`^[a-z0-9][a-z0-9-]{0,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$`;

const NAMES: readonly string[] = ['unit', 'on', 'duty', 'limit', 'cursor', 'format'];

/** What a request asks of a report. */
export interface OmissionParameters {
  readonly unit?: string;
  readonly on?: LocalDate;
  /** None = all. */
  readonly duties: readonly string[];
  readonly limit: number;
  readonly cursor?: string;
  readonly format: (typeof OMISSION_FORMATS)[number];
}

/** Reads `unit=`, `on=`, `duty=` (repeated), `limit=`, `cursor=`, `format=`. @throws {@link ProblemError} 400 */
export function readOmissionParameters(query: QueryString, { duties }: OmissionReport): OmissionParameters {
  const unknown = Object.keys(query).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw invalidParameter(unknown);
  const one = (name: string, fits: (value: string) => boolean): string | undefined => {
    const value = oneValueOf(query, name);
    if (value !== undefined && !fits(value)) throw invalidParameter(name);
    return value;
  };
  const unit = one('unit', (value) => new RegExp(UNIT_PATTERN).test(value));
  const on = one('on', isLocalDate);
  const csv = one('format', (value) => OMISSION_FORMATS.some((format) => format === value)) === 'csv';
  const [usual, most] = csv ? [MAX_EXPORTED_OMISSIONS, MAX_EXPORTED_OMISSIONS] : [DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE];
  const limit = one('limit', (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= most);
  const cursor = one('cursor', (value) => value !== '');
  const wanted = valuesOf(query, 'duty');
  if (!wanted.every((duty) => Object.hasOwn(duties, duty))) throw invalidParameter('duty');
  return {
    ...(unit !== undefined && { unit }),
    ...(on !== undefined && { on }),
    duties: wanted,
    limit: limit === undefined ? usual : Number(limit),
    ...(cursor !== undefined && { cursor }),
    format: csv ? 'csv' : 'json',
  };
}
