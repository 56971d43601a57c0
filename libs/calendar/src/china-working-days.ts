import { CHINESE_DAYS_1_5_7 } from './generated/chinese-days-1.5.7.js';
import type { WorkingDays } from './working-days.js';

/** Edition of the data: where they are from, and its version. Other data are another edition, beside the old ones. */
export const CHINA_WORKING_DAYS_VERSION = 'CN.chinese-days-1.5.7';

const daysOf = (year: string, days: string): readonly string[] =>
  days === '' ? [] : days.split(' ').map((day) => `${year}-${day}`);

/**
 * Working days of the mainland by the State Council's yearly arrangements (国务院办公厅节假日安排), with their make-up days: the data
 * of chinese-days, none of its answers, which depend on the machine's time zone and take a year without data for one without
 * holidays. The next year's arrangement appears late in the year and may still take a few days at the end of this one: the
 * edition that has it says so, and its version differs.
 */
export const chinaWorkingDays: WorkingDays = {
  version: CHINA_WORKING_DAYS_VERSION,
  years: Object.fromEntries(
    Object.entries(CHINESE_DAYS_1_5_7).map(([year, [off, on]]) => [
      year,
      { off: daysOf(year, off), on: daysOf(year, on) },
    ]),
  ),
};
