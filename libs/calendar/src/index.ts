export { addDays, daysBetween, weekdayOf } from './dates.js';
export {
  addWorkingDays,
  CalendarYearUnknownError,
  isWorkingDay,
  workingDaysBetween,
  type WorkingDays,
  type YearArrangement,
} from './working-days.js';
export { CHINA_WORKING_DAYS_VERSION, chinaWorkingDays } from './china-working-days.js';
export {
  lightOf,
  LONG_LIMIT_DAYS,
  LONG_LIMIT_YELLOW_DAYS,
  type LightPolicy,
  type Limited,
  type TrafficLight,
} from './traffic-light.js';
export {
  CALENDAR_YEAR_UNKNOWN,
  CHINA,
  inWorkingDays,
  WORKING_DAYS_FACT,
  workingDaysNeeded,
} from './working-days-fact.js';
