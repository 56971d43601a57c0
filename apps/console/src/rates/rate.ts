import { ISSUE_STATUSES, type IssueStatus } from '@taizhang/contracts';

/** Hundredths of a percent in the whole: rates are shown with two decimals. */
const WHOLE = 10_000n;

/** Hundredths of a percent, rounded half up, by integers alone; `undefined` where there is nothing to divide by. */
export function hundredths(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined;
  const [n, d] = [BigInt(part), BigInt(whole)];
  return Number((2n * n * WHOLE + d) / (2n * d));
}

/** `7999` as `79.99%`. */
export function shownHundredths(value: number): string {
  const digits = String(value).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}

/** A rate as it is shown: `98.71%`, a dash where there is nothing to divide by. Its fraction stands beside it. */
export function shownRate(part: number, whole: number): string {
  const value = hundredths(part, whole);
  return value === undefined ? '—' : shownHundredths(value);
}

/** Counts of a ledger's issues by state. */
export type CountsByStatus = Readonly<Record<string, number>>;

/** The numbers that are always asked (domain §1.1). Continuous items are no numerator (policy `rate.longTerm`). */
export interface Totals {
  readonly total: number;
  readonly closed: number;
  readonly inRectification: number;
}

/** Registrations that were withdrawn never were, and what was merged counts as the issue that it was merged into. */
const NOT_COUNTED: ReadonlySet<string> = new Set<IssueStatus>(['WITHDRAWN', 'MERGED']);
/** States of the issues that a ledger's totals count. */
export const COUNTED_STATUSES: readonly string[] = ISSUE_STATUSES.filter((status) => !NOT_COUNTED.has(status));

/** Sums counts by state. */
export function totalsOf(counts: CountsByStatus): Totals {
  const counted = Object.entries(counts).filter(([status]) => !NOT_COUNTED.has(status));
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  const closed = counts['CLOSED'] ?? 0;
  return { total, closed, inRectification: total - closed };
}
