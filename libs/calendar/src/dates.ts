import { isLocalDate, type LocalDate } from '@taizhang/kernel';

const DAY_MS = 86_400_000;

/** @throws `RangeError` for what is no date of the calendar: nothing is computed from it. */
function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a date: ${JSON.stringify(date)}`);
  return Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;
}

/** The day `days` calendar days after a date; before it where `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one date to another; negative where the other comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week: 0 Sunday … 6 Saturday. */
export function weekdayOf(date: LocalDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7; // 1 January 1970 was a Thursday
}
