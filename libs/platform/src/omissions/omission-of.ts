import { daysBetween } from '@taizhang/calendar';
import type { LocalDate } from '@taizhang/kernel';
import type { Omission, OwedDuty } from './omission-report.js';

/** The omission that a duty is on a day; `undefined` when it was done by then, is not due yet or is not yet owed. */
export function omissionOf(bureau: string, owed: OwedDuty, on: LocalDate): Omission | undefined {
  const { doneOn, ...told } = owed;
  const limit = owed.dueOn ?? owed.since;
  const done = doneOn !== null && doneOn <= on;
  // The day itself is in time until 24:00, as with the red light (policy 45).
  return done || owed.since > on || limit >= on ? undefined : { bureau, ...told, overdueDays: daysBetween(limit, on) };
}

/** Order of a document's omissions, in which pages continue. */
export function compareOmissions(a: Omission, b: Omission): number {
  return compare(a.duty, b.duty) || compare(a.part ?? '', b.part ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
