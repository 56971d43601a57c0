/** What a light says: 绿 正常, 黄 临期, 红 超期, 灰 closed or suspended. Computed, never stored (domain §1.3). */
export type Light = 'GREEN' | 'YELLOW' | 'RED' | 'GREY';

/** Working days before a limit that are yellow (policy `light.yellowWorkdays`). */
export const DEFAULT_YELLOW_WORKDAYS = 3;
/** Limits longer than so many days turn yellow by calendar days. */
export const LONG_LIMIT_DAYS = 60;
/** Calendar days before a long limit that are yellow. */
export const LONG_LIMIT_YELLOW_DAYS = 7;

/** States in which no time runs. */
const ENDED: ReadonlySet<string> = new Set(['CLOSED', 'WITHDRAWN', 'MERGED', 'REFERRED', 'NOT_ADOPTED', 'SUSPENDED']);
const DAY_MS = 86_400_000;

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

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** Mondays to Fridays. */
export function isWeekday(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7; // day 0 was a Thursday
  return weekday >= 1 && weekday <= 5;
}

/** Working days after `from` up to and with `to`. */
function workdaysBetween(from: number, to: number, isWorkday: (day: number) => boolean): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (isWorkday(day)) count += 1;
  return count;
}

/**
 * The light of a record today. Red begins after 24:00 of the day of the limit; without a limit nothing can be late.
 * @param isWorkday by number of the day since 1970-01-01
 */
export function lightOf({ status, deadline, since }: Limited, today: string, isWorkday = isWeekday): Light {
  if (hasEnded(status)) return 'GREY';
  if (deadline === null) return 'GREEN';
  const [limit, now] = [dayNumber(deadline), dayNumber(today)];
  if (now > limit) return 'RED';
  if (limit - dayNumber(since) > LONG_LIMIT_DAYS) return limit - now <= LONG_LIMIT_YELLOW_DAYS ? 'YELLOW' : 'GREEN';
  return workdaysBetween(now, limit, isWorkday) <= DEFAULT_YELLOW_WORKDAYS ? 'YELLOW' : 'GREEN';
}

/** Zone of business dates: that of deployments unless they say otherwise (`TAIZHANG_TIME_ZONE`). */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

/** The business date of a moment, whatever zone the machine is in. */
export function businessDate(moment: Date, timeZone = DEFAULT_TIME_ZONE): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(moment);
}

/** A moment as its readers see it: `YYYY-MM-DD HH:mm:ss`, 24 hours, in the deployment's zone. */
export function shownTime(instant: string, timeZone = DEFAULT_TIME_ZONE): string {
  const moment = new Date(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `${businessDate(moment, timeZone)} ${time.format(moment)}`;
}

/** A day some days on from another. */
export function daysAfter(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);
}
