import { businessDate, DEFAULT_TIME_ZONE, lightOf, daysAfter, timeIn } from './light.js';

const issue = (deadline: string | null, status = 'IN_RECTIFICATION', since = '2014-07-01') => ({
  status,
  deadline,
  since,
});

describe('the light of an issue 亮灯', () => {
  it('is yellow from three working days before the limit, weekends and holidays not counted', () => {
    // 2014-08-20 is a Wednesday; 2014-10-08, a Wednesday, ends a week of holidays after a worked Sunday
    expect(lightOf(issue('2014-08-20'), '2014-08-14', 3)).toBe('GREEN');
    expect(lightOf(issue('2014-08-20'), '2014-08-15', 3)).toBe('YELLOW');
    expect(lightOf(issue('2014-08-20'), '2014-08-20', 3)).toBe('YELLOW');
    expect(lightOf(issue('2014-10-08', 'IN_RECTIFICATION', '2014-09-01'), '2014-09-28', 3)).toBe('YELLOW');
    expect(lightOf(issue('2014-10-08', 'IN_RECTIFICATION', '2014-09-01'), '2014-09-27', 3)).toBe('GREEN');
  });

  it('is yellow for as many working days as the policy says', () => {
    expect([4, 5].map((days) => lightOf(issue('2014-08-20'), '2014-08-13', days))).toEqual(['GREEN', 'YELLOW']);
  });

  it('is red after the day of the limit, not on it', () => {
    expect(lightOf(issue('2014-08-20'), '2014-08-21', 3)).toBe('RED');
  });

  it('is grey where no time runs, and green where there is no limit', () => {
    expect(lightOf(issue('2014-08-20', 'CLOSED'), '2015-01-01', 3)).toBe('GREY');
    expect(lightOf(issue('2014-08-20', 'SUSPENDED'), '2015-01-01', 3)).toBe('GREY');
    expect(lightOf(issue(null), '2015-01-01', 3)).toBe('GREEN');
  });

  it('is unknown where the working days are: nothing is guessed', () => {
    expect(lightOf(issue('2099-03-20', 'IN_RECTIFICATION', '2099-03-01'), '2099-03-10', 3)).toBe('UNKNOWN');
  });
});

describe('business dates', () => {
  it('are those of the deployment’s zone, not of the machine', () => {
    expect(businessDate(new Date('2014-08-20T15:59:59Z'), DEFAULT_TIME_ZONE)).toBe('2014-08-20');
    expect(businessDate(new Date('2014-08-20T16:00:00Z'), DEFAULT_TIME_ZONE)).toBe('2014-08-21');
    expect(timeIn('2014-08-20T16:00:00Z', DEFAULT_TIME_ZONE)).toBe('2014-08-21 00:00:00');
  });

  it('go on over months and leap days', () => {
    expect(daysAfter('2014-12-31', 1)).toBe('2015-01-01');
    expect(daysAfter('2016-02-28', 1)).toBe('2016-02-29');
  });
});
