import { reject, rejection, type FactQuery, type Facts, type JsonValue, type Rejection } from '@taizhang/kernel';
import { CalendarYearUnknownError, type WorkingDays } from './working-days.js';

/**
 * Fact that every host answers: all working days that are known, as data; key = a calendar's name, `CN`; value = {@link WorkingDays},
 * `null` for an unknown name.
 */
export const WORKING_DAYS_FACT = 'platform.working-days';
/** The calendar of the mainland. */
export const CHINA = 'CN';

export const CALENDAR_YEAR_UNKNOWN = rejection({
  code: 'CALENDAR_YEAR_UNKNOWN',
  kind: 'unavailable',
  sentence: {
    zh: '该年份的工作日安排尚未载入，无法计算期限。',
    en: 'The working days of the year are not loaded yet: no limit is computed from a guess.',
  },
});

const NEED = 'working days';

/** Asks for the working days: for {@link inWorkingDays}. */
export function workingDaysNeeded(): Readonly<Record<string, FactQuery>> {
  return { [NEED]: { fact: WORKING_DAYS_FACT, key: CHINA } };
}

/**
 * Runs `decide` with the working days that were asked for by {@link workingDaysNeeded}; refuses where it needs a year without data.
 * Copy `version` beside what was computed: the event then says by which edition, and a replay computes nothing again.
 * @example
 * needs: () => workingDaysNeeded(),
 * decide: (input, state, facts) =>
 *   inWorkingDays(facts, (days) => [set({ dueOn: addWorkingDays(days, facts.effectiveOn, 5), calendar: days.version })]),
 */
export function inWorkingDays<D>(
  { needs, effectiveOn }: Pick<Facts, 'needs' | 'effectiveOn'>,
  decide: (days: WorkingDays) => D,
): D | Rejection {
  const days = asWorkingDays(needs[NEED] ?? null);
  if (days === undefined) return reject(CALENDAR_YEAR_UNKNOWN, { year: effectiveOn.slice(0, 4) });
  try {
    return decide(days);
  } catch (error) {
    if (error instanceof CalendarYearUnknownError) return reject(CALENDAR_YEAR_UNKNOWN, { year: error.year });
    throw error;
  }
}

function asWorkingDays(value: JsonValue): WorkingDays | undefined {
  return value === null ? undefined : (value as unknown as WorkingDays); // as the provider answers
}
