import {
  addDays,
  CalendarYearUnknownError,
  chinaWorkingDays,
  lightOf as lightOfLimit,
  type TrafficLight,
} from '@taizhang/calendar';

/** What a light says: 绿 正常, 黄 临期, 红 超期, 灰 closed or suspended; unknown where the working days of a year are. */
export type Light = TrafficLight | 'UNKNOWN';

/** States in which no time runs. */
const ENDED: ReadonlySet<string> = new Set(['CLOSED', 'WITHDRAWN', 'MERGED', 'REFERRED', 'NOT_ADOPTED', 'SUSPENDED']);

/** Whether no time runs in a state any more, or not now. */
export function hasEnded(status: string): boolean {
  return ENDED.has(status);
}

/** What a light is computed from; days as `YYYY-MM-DD`. */
export interface Limited {
  readonly status: string;
  readonly deadline: string | null;
  /** When the time began to run. */
  readonly since: string;
}

/**
 * The light of a record today, by the official working days: the calendar's rule, which has no guess for a year without data.
 * @param yellowWorkdays as the bureau's policy has them
 */
export function lightOf({ status, deadline, since }: Limited, today: string, yellowWorkdays: number): Light {
  const limit = { dueOn: deadline, from: since, rests: hasEnded(status) };
  try {
    return lightOfLimit(limit, today, chinaWorkingDays, { yellowWorkdays });
  } catch (error) {
    if (error instanceof CalendarYearUnknownError) return 'UNKNOWN';
    throw error;
  }
}

/** Zone of business dates: that of deployments unless they say otherwise (`TAIZHANG_TIME_ZONE`). */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The business date of a moment, whatever zone the machine is in. */
export function businessDate(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(moment);
}

/** A moment as its readers see it: `YYYY-MM-DD HH:mm:ss`, 24 hours, in the deployment's zone. */
export function timeIn(instant: string, timeZone: string): string {
  const moment = new Date(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `${businessDate(moment, timeZone)} ${time.format(moment)}`;
}

/** A day some days on from another. */
export function daysAfter(day: string, days: number): string {
  return addDays(day, days);
}
