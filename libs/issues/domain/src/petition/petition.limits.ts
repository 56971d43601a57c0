import { addDays, inWorkingDays, isWorkingDay, workingDaysNeeded, type WorkingDays } from '@taizhang/calendar';
import type { FactQuery, Facts, Rejection } from '@taizhang/kernel';
import { policiesOf, underPolicies, type PoliciesInForce } from '@taizhang/contracts';

/** Days from receipt or transfer until it is said whether a petition is accepted (Regulations on Petition Work, art. 22). */
export const DECIDE_DAYS = 15;
/** Days for handling, from acceptance, not from receipt. */
export const HANDLE_DAYS = 60;
/** Most days by which handling is extended. */
export const MAX_EXTENSION_DAYS = 30;
/** Days from service in which the petitioner may ask for a review, and after that for a recheck. */
export const REQUEST_DAYS = 30;
/** Days for a review, and for a recheck; hearings do not count. */
export const REVIEW_DAYS = 30;
/** Working days in which a unit may object to its jurisdiction. */
export const OBJECTION_WORKING_DAYS = 5;
/** Most representatives that a visit of several people sends (art. 20). */
export const MAX_REPRESENTATIVES = 5;

/** By which policy and edition of the calendar a limit was computed. */
export interface LimitBasis {
  readonly policy: PoliciesInForce<'clock.rollover'>;
  readonly calendar: string | null;
}

/** Computes limits under the policy in force. */
export interface Limits {
  /** The last day of so many calendar days after a date. */
  after(date: string, days: number): string;
  readonly basis: LimitBasis;
}

/** Asks for what limits need: for {@link withLimits}. */
export function limitNeeds(bureau: string): Readonly<Record<string, FactQuery>> {
  return { ...policiesOf(bureau, ['clock.rollover']), ...workingDaysNeeded() };
}

function rolled(days: WorkingDays, date: string): string {
  let day = date;
  while (!isWorkingDay(days, day)) day = addDays(day, 1);
  return day;
}

/**
 * Runs `decide` with limits in calendar days; one that ends on a day off moves on only where `clock.rollover` says so (policy 44),
 * and only then is the calendar asked.
 */
export function withLimits<D>(
  facts: Pick<Facts, 'needs' | 'effectiveOn'>,
  decide: (limits: Limits) => D,
): D | Rejection {
  return underPolicies(facts, ['clock.rollover'], ({ policy, record }) => {
    if (!policy['clock.rollover']) return decide({ after: addDays, basis: { policy: record, calendar: null } });
    return inWorkingDays(facts, (days) =>
      decide({
        after: (date, count) => rolled(days, addDays(date, count)),
        basis: { policy: record, calendar: days.version },
      }),
    );
  });
}
