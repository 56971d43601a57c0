import { CHINA, chinaWorkingDays, WORKING_DAYS_FACT, type WorkingDays } from '@taizhang/calendar';
import type { JsonValue } from '@taizhang/kernel';
import type { FactProvider } from '../context/context-feature.js';

/** The calendars that a host knows, by the name that a fact asks for. */
export const CALENDARS: Readonly<Record<string, WorkingDays>> = { [CHINA]: chinaWorkingDays };

/** Answers {@link WORKING_DAYS_FACT} for every context. */
export function calendarFacts(
  calendars: Readonly<Record<string, WorkingDays>>,
): Readonly<Record<string, FactProvider>> {
  return {
    [WORKING_DAYS_FACT]: ({ key }) => {
      const days = Object.hasOwn(calendars, key) ? calendars[key] : undefined;
      return Promise.resolve({ value: (days ?? null) as unknown as JsonValue, consulted: [] }); // holds JSON only
    },
  };
}
