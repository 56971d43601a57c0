import { chinaWorkingDays } from './china-working-days.js';
import { lightOf, type Limited } from './traffic-light.js';
import { CalendarYearUnknownError } from './working-days.js';

const policy = { yellowWorkdays: 3 };
const limit = (dueOn: string | null, parts: Partial<Limited> = {}): Limited => ({
  dueOn,
  from: '2014-09-01',
  rests: false,
  ...parts,
});
const light = (limited: Limited, today: string) => lightOf(limited, today, chinaWorkingDays, policy);

describe('traffic light 红黄绿灯', () => {
  it.each([
    ['2014-09-24', 'GREEN'], // 25, 26, 28 and 29 September are worked, and the 30th: five are left
    ['2014-09-25', 'GREEN'],
    ['2014-09-26', 'YELLOW'],
    ['2014-09-27', 'YELLOW'],
    ['2014-09-30', 'YELLOW'],
    ['2014-10-01', 'RED'],
  ])('on %s is %s for a limit on 30 September: three working days or fewer are left', (today, expected) => {
    expect(light(limit('2014-09-30'), today)).toBe(expected);
  });

  it('of a limit on a day off is yellow from three working days before, red the day after all the same', () => {
    // 2014-10-05 is in the holiday: 28, 29 and 30 September are the last working days before it.
    expect(
      ['2014-09-26', '2014-09-25', '2014-10-05', '2014-10-06'].map((day) => light(limit('2014-10-05'), day)),
    ).toEqual(['YELLOW', 'GREEN', 'YELLOW', 'RED']);
  });

  it('of a long limit is yellow seven calendar days before: of more than 60 days from when it was set', () => {
    const long = limit('2014-10-31', { from: '2014-08-31' });
    const short = limit('2014-10-31', { from: '2014-09-01' });
    expect(['2014-10-23', '2014-10-24', '2014-10-31', '2014-11-01'].map((day) => light(long, day))).toEqual([
      'GREEN',
      'YELLOW',
      'YELLOW',
      'RED',
    ]);
    expect(['2014-10-24', '2014-10-27', '2014-10-28'].map((day) => light(short, day))).toEqual([
      'GREEN',
      'GREEN',
      'YELLOW',
    ]);
  });

  it('is grey of what rests, whatever its limit, and green without a limit', () => {
    expect(light(limit('2014-09-01', { rests: true }), '2014-12-01')).toBe('GREY');
    expect(light(limit(null), '2014-12-01')).toBe('GREEN');
  });

  it('takes the policy as it is in force', () => {
    const at = (yellowWorkdays: number, today: string) =>
      lightOf(limit('2014-09-30'), today, chinaWorkingDays, { yellowWorkdays });
    expect([at(0, '2014-09-29'), at(0, '2014-09-30'), at(5, '2014-09-24'), at(4, '2014-09-24')]).toEqual([
      'GREEN',
      'YELLOW',
      'YELLOW',
      'GREEN',
    ]);
  });

  it('never guesses: an error where the stretch before the limit lies in a year without data, green where it is far off', () => {
    const far = limit('2027-02-01', { from: '2026-12-20' });
    expect(light(far, '2026-12-21')).toBe('GREEN');
    expect(() => light(far, '2026-12-31')).toThrow(CalendarYearUnknownError);
    expect(light(far, '2027-02-02')).toBe('RED');
  });
});
