import type { LocalDate } from '@taizhang/kernel';
import { addDays, daysBetween } from './dates.js';
import { addWorkingDays, type WorkingDays } from './working-days.js';

/** 绿 in time, 黄 due soon, 红 overdue, 灰 closed or suspended: computed when asked for, never a state. */
export type TrafficLight = 'GREEN' | 'YELLOW' | 'RED' | 'GREY';

/** What has a limit (时限). */
export interface Limited {
  /** Last day on which it is in time; nothing is due without one. */
  readonly dueOn: LocalDate | null;
  /** Day on which the limit was set: limits far from it warn earlier. */
  readonly from: LocalDate;
  /** Closed or suspended: no light burns. */
  readonly rests: boolean;
}

/** Policy 45, as in force: copied from the adopted parameters by whoever asks. */
export interface LightPolicy {
  /** `light.yellowWorkdays`: yellow when so many working days or fewer are left. */
  readonly yellowWorkdays: number;
}

/** Limits of more calendar days than this are long ones (policy 45). */
export const LONG_LIMIT_DAYS = 60;
/** Calendar days before a long limit from which the light is yellow (policy 45). */
export const LONG_LIMIT_YELLOW_DAYS = 7;

/**
 * The light (红黄绿灯) of something with a limit on a day: red after 24:00 of the limit's day.
 * Looks at no more days than the yellow stretch has, so a limit in a year without data is green until that stretch begins there.
 * @throws `CalendarYearUnknownError` where the stretch itself lies in a year without data
 */
export function lightOf(
  { dueOn, from, rests }: Limited,
  today: LocalDate,
  days: WorkingDays,
  { yellowWorkdays }: LightPolicy,
): TrafficLight {
  if (rests) return 'GREY';
  if (dueOn === null) return 'GREEN';
  if (today > dueOn) return 'RED';
  const long = daysBetween(from, dueOn) > LONG_LIMIT_DAYS;
  const lastOfStretch = long ? addDays(today, LONG_LIMIT_YELLOW_DAYS) : stretchFrom(today, days, yellowWorkdays, dueOn);
  return dueOn <= lastOfStretch ? 'YELLOW' : 'GREEN';
}

/** Last day to which there are at most `count` working days: the day before the next one. */
function stretchFrom(today: LocalDate, days: WorkingDays, count: number, dueOn: LocalDate): LocalDate {
  if (daysBetween(today, dueOn) <= count) return dueOn; // no more days than may be worked, whatever their kind
  return addDays(addWorkingDays(days, today, count + 1), -1);
}
