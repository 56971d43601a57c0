import fc from 'fast-check';
import { chinaWorkingDays as days } from './china-working-days.js';
import { addDays, daysBetween, weekdayOf } from './dates.js';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.js';

const day = fc.integer({ min: 0, max: 7_000 }).map((after) => addDays('2005-06-01', after));
const count = fc.integer({ min: -60, max: 60 });

describe('working days, whatever the day', () => {
  it('counted on and counted between agree', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const to = addWorkingDays(days, from, n);
        expect(workingDaysBetween(days, from, to)).toBe(n === 0 ? 0 : n);
        if (n !== 0) expect(isWorkingDay(days, to)).toBe(true);
      }),
    );
  });

  it('add up over any day between', () => {
    fc.assert(
      fc.property(day, fc.nat(90), fc.nat(90), (from, a, b) => {
        const [middle, to] = [addDays(from, a), addDays(from, a + b)];
        expect(workingDaysBetween(days, from, middle) + workingDaysBetween(days, middle, to)).toBe(
          workingDaysBetween(days, from, to),
        );
      }),
    );
  });

  it('stand on dates that agree with the machine’s own calendar', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const to = addDays(from, n);
        expect(daysBetween(from, to)).toBe(n);
        expect(weekdayOf(to)).toBe(new Date(`${to}T12:00:00Z`).getUTCDay());
      }),
    );
  });
});
