import type { LocalDate } from '@taizhang/kernel';
import { addDays, daysBetween, weekdayOf } from './dates.js';

/** What a year's arrangement (节假日安排) changes of Monday to Friday. */
export interface YearArrangement {
  /** Days off (放假) that would be working days by their weekday. */
  readonly off: readonly LocalDate[];
  /** Make-up days (调休上班): Saturdays and Sundays that are worked. */
  readonly on: readonly LocalDate[];
}

/**
 * The working days (工作日) of some years: plain data, so that it can be handed to a decider as a fact. Whatever counts in working
 * days takes one of these; another country or another edition is another value, not another code path.
 */
export interface WorkingDays {
  /** Names source and edition, and may stand in an event: a decision copies it beside the date it computed. */
  readonly version: string;
  /** By year, `YYYY`. A year that is not there is unknown. */
  readonly years: Readonly<Record<string, YearArrangement>>;
}

/** Working days of a year without data: never guessed from the weekday. */
export class CalendarYearUnknownError extends Error {
  override readonly name = 'CalendarYearUnknownError';
  constructor(
    readonly year: string,
    readonly calendar: string,
  ) {
    super(`the working days of ${year} are not known to ${calendar}`);
  }
}

/** @throws {@link CalendarYearUnknownError} */
export function isWorkingDay({ years, version }: WorkingDays, date: LocalDate): boolean {
  const weekday = weekdayOf(date);
  const year = date.slice(0, 4);
  const arrangement = Object.hasOwn(years, year) ? years[year] : undefined;
  if (arrangement === undefined) throw new CalendarYearUnknownError(year, version);
  const worked = weekday >= 1 && weekday <= 5;
  return worked ? !arrangement.off.includes(date) : arrangement.on.includes(date);
}

/**
 * The `count`th working day after a date, or before it where `count` is negative; the date itself for 0, whatever day it is.
 * @example addWorkingDays(days, '2014-09-24', 5) // 2014-09-30: Sunday the 28th was worked
 * @throws {@link CalendarYearUnknownError}; `RangeError` where `count` is no whole number
 */
export function addWorkingDays(days: WorkingDays, date: LocalDate, count: number): LocalDate {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a number of days: ${String(count)}`);
  const step = Math.sign(count);
  let found = addDays(date, 0);
  for (let left = Math.abs(count); left > 0;) {
    found = addDays(found, step);
    if (isWorkingDay(days, found)) left -= 1;
  }
  return found;
}

/**
 * Working days from one date to another: those after `from`, up to and with `to`; where `to` comes first, those before `from`
 * down to `to`, as a negative number. So `workingDaysBetween(days, from, addWorkingDays(days, from, n))` is n.
 * @throws {@link CalendarYearUnknownError}
 */
export function workingDaysBetween(days: WorkingDays, from: LocalDate, to: LocalDate): number {
  const step = Math.sign(daysBetween(from, to));
  let count = 0;
  for (let day = from; day !== to;) {
    day = addDays(day, step);
    if (isWorkingDay(days, day)) count += step;
  }
  return count;
}
