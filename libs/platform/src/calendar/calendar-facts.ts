import { CHINA, chinaWorkingDays, WORKING_DAYS_FACT, yearsAround, type WorkingDays } from '@taizhang/calendar';
import type { JsonValue } from '@taizhang/kernel';
import type { FactProvider } from '../context/context-feature.js';

/** The calendars that a host knows, by the name that a fact asks for. */
export const CALENDARS: Readonly<Record<string, WorkingDays>> = { [CHINA]: chinaWorkingDays };

/** Answers {@link WORKING_DAYS_FACT} for every context: the years around the business date, so that an act recorded late counts as it would have then. */
export function calendarFacts(
  calendars: Readonly<Record<string, WorkingDays>>,
): Readonly<Record<string, FactProvider>> {
  return {
    [WORKING_DAYS_FACT]: ({ key, on }) => {
      const days = Object.hasOwn(calendars, key) ? calendars[key] : undefined;
      const around = days === undefined || on === undefined ? null : yearsAround(days, on);
      return Promise.resolve({ value: around as unknown as JsonValue, consulted: [] }); // holds JSON only
    },
  };
}
