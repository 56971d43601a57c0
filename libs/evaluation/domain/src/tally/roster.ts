import type { PolicyValues } from '@taizhang/contracts';
import { compareFractions } from './share.js';

/** People of one category; ordinary mass representatives (普通群众代表) are marked. */
export interface AttendanceEntry {
  readonly category: string;
  readonly mass: boolean;
  readonly count: number;
}

/** How many there are, and how many of them are mass representatives. */
export interface AttendanceSums {
  readonly total: number;
  readonly mass: number;
}

/** Sums of a list of categories. */
export function sumsOf(attendance: readonly AttendanceEntry[]): AttendanceSums {
  const sum = (entries: readonly AttendanceEntry[]) => entries.reduce((all, { count }) => all + count, 0);
  return { total: sum(attendance), mass: sum(attendance.filter(({ mass }) => mass)) };
}

/** How a roster stands to the baseline it grew from. */
export interface RosterGrowth {
  /** Categories of the baseline that are missing. */
  readonly missing: readonly string[];
  /** Mass categories that the baseline did not have [C5.5]. */
  readonly added: readonly string[];
  /** Whether the share of mass representatives is strictly greater, by products of integers [C5.6]. */
  readonly raised: boolean;
}

/** Compares a roster with its baseline. */
export function growthOf(baseline: readonly AttendanceEntry[], roster: readonly AttendanceEntry[]): RosterGrowth {
  const [before, now] = [sumsOf(baseline), sumsOf(roster)];
  const has = (entries: readonly AttendanceEntry[], { category, mass }: AttendanceEntry) =>
    entries.some((entry) => entry.category === category && entry.mass === mass);
  return {
    missing: baseline.filter((entry) => !has(roster, entry)).map(({ category }) => category),
    added: roster.filter((entry) => entry.mass && !has(baseline, entry)).map(({ category }) => category),
    raised: compareFractions(now.mass, now.total, before.mass, before.total) > 0,
  };
}

/** What a roster lacks under the policy (policy 18): further scope, a greater share. */
export function lackOf(
  { missing, added, raised }: RosterGrowth,
  excused: boolean,
  policy: Pick<PolicyValues, 'roster.expand'>,
): 'SCOPE' | 'SHARE' | undefined {
  if (missing.length > 0) return 'SCOPE';
  const widened = added.length > 0 || excused;
  if (policy['roster.expand'] === 'EITHER') return added.length > 0 || raised ? undefined : 'SHARE';
  if (!widened) return 'SCOPE';
  return raised ? undefined : 'SHARE';
}
