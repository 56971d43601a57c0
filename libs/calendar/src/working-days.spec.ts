import { chinaWorkingDays as days } from './china-working-days.js';
import {
  addWorkingDays,
  CalendarYearUnknownError,
  isWorkingDay,
  workingDaysBetween,
  type WorkingDays,
} from './working-days.js';

describe('working days 工作日', () => {
  it('follow the arrangement, not the weekday', () => {
    expect(['2014-09-26', '2014-09-27', '2014-09-28', '2014-09-29'].map((day) => isWorkingDay(days, day))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(['2014-10-01', '2014-10-08', '2014-10-11', '2014-10-12'].map((day) => isWorkingDay(days, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['2014-09-15', 5, '2014-09-22'],
    ['2014-09-24', 5, '2014-09-30'], // 28 September, a Sunday, is worked
    ['2014-09-30', 1, '2014-10-08'],
    ['2014-09-27', 1, '2014-09-28'],
    ['2014-12-31', 1, '2015-01-04'], // the Sunday after New Year 2015 is worked
    ['2014-09-28', 0, '2014-09-28'],
    ['2014-09-27', 0, '2014-09-27'],
    ['2014-10-08', -1, '2014-09-30'],
    ['2014-09-30', -5, '2014-09-24'],
  ])('%s and %i working days are %s', (date, count, found) => {
    expect(addWorkingDays(days, date, count)).toBe(found);
    if (count !== 0) expect(workingDaysBetween(days, date, found)).toBe(count);
  });

  it('between two days count the last, not the first', () => {
    expect(workingDaysBetween(days, '2014-09-15', '2014-09-15')).toBe(0);
    expect(workingDaysBetween(days, '2014-09-26', '2014-09-28')).toBe(1);
    expect(workingDaysBetween(days, '2014-09-30', '2014-10-07')).toBe(0);
  });

  it('of a year without data are an error, also on the way there; never a guess from the weekday', () => {
    expect(() => isWorkingDay(days, '2031-03-03')).toThrow(CalendarYearUnknownError);
    expect(() => addWorkingDays(days, '2026-12-30', 2)).toThrow(new CalendarYearUnknownError('2027', days.version));
    expect(() => workingDaysBetween(days, '2026-12-30', '2027-01-04')).toThrow(CalendarYearUnknownError);
    expect(addWorkingDays(days, '2026-12-30', 1)).toBe('2026-12-31');
  });

  it('are of dates and whole numbers only', () => {
    for (const date of ['2014-02-30', '2014-9-1', '', 'constructor'])
      expect(() => isWorkingDay(days, date)).toThrow(RangeError);
    expect(() => addWorkingDays(days, '2014-02-29', 0)).toThrow(RangeError);
    expect(() => addWorkingDays(days, '2014-09-15', 1.5)).toThrow(RangeError);
    expect(() => workingDaysBetween(days, '2014-09-15', 'tomorrow')).toThrow(RangeError);
  });

  it('are data: any other calendar is another value', () => {
    const shop: WorkingDays = { version: 'shop-1', years: { '2014': { off: ['2014-09-29'], on: ['2014-09-27'] } } };
    expect(addWorkingDays(shop, '2014-09-26', 2)).toBe('2014-09-30');
    expect(JSON.parse(JSON.stringify(days))).toEqual(days);
  });
});
