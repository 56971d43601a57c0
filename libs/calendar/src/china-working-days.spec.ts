import { createRequire } from 'node:module';
import { addDays, weekdayOf } from './dates.js';
import { CHINA_WORKING_DAYS_VERSION, chinaWorkingDays } from './china-working-days.js';
import { CalendarYearUnknownError, isWorkingDay } from './working-days.js';

const daysOf = (year: string): readonly string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day);
  return days;
};

describe('working days of the mainland 工作日', () => {
  it('are those of the official arrangement of 2014: 28 September is a working Sunday, 11 October a working Saturday', () => {
    const { '2014': arrangement } = chinaWorkingDays.years;
    expect(arrangement?.on).toEqual(['2014-01-26', '2014-02-08', '2014-05-04', '2014-09-28', '2014-10-11']);
    expect(arrangement?.off).toEqual([
      ...['2014-01-01', '2014-01-31', '2014-02-03', '2014-02-04', '2014-02-05', '2014-02-06', '2014-04-07'],
      ...['2014-05-01', '2014-05-02', '2014-06-02', '2014-09-08'],
      ...['2014-10-01', '2014-10-02', '2014-10-03', '2014-10-06', '2014-10-07'],
    ]);
    expect(daysOf('2014').filter((day) => isWorkingDay(chinaWorkingDays, day))).toHaveLength(250);
  });

  it('are known from 2004 to 2026, and of no other year: a year without data is an error', () => {
    const years = Object.keys(chinaWorkingDays.years);
    expect([years.at(0), years.at(-1), years.length]).toEqual(['2004', '2026', 23]);
    for (const unknown of ['2003-12-31', '2027-01-01', '2027-01-02', '0001-01-01'])
      expect(() => isWorkingDay(chinaWorkingDays, unknown)).toThrow(CalendarYearUnknownError);
  });

  it('are what the source says day by day, of the version that they name: other data need another version', () => {
    const require = createRequire(import.meta.url);
    const { version } = require('chinese-days/package.json') as { version: string }; // as every package has one
    const { holidays, workdays } = require('chinese-days/dist/chinese-days.json') as Record<string, object>; // dates by kind
    const sourced = (day: string) =>
      Object.hasOwn(workdays ?? {}, day) || (![0, 6].includes(weekdayOf(day)) && !Object.hasOwn(holidays ?? {}, day));
    const days = Object.keys(chinaWorkingDays.years).flatMap(daysOf);
    expect(days.filter((day) => isWorkingDay(chinaWorkingDays, day) !== sourced(day))).toEqual([]);
    expect(days).toHaveLength(8_401);
    expect(`CN.chinese-days-${version}`).toBe(chinaWorkingDays.version);
    expect(CHINA_WORKING_DAYS_VERSION).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/); // an id: it stands openly in events
  });
});
