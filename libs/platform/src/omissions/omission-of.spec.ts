import { omissionOf } from './omission-of.js';
import type { OwedDuty } from './omission-report.js';

const owed = (parts: Partial<OwedDuty> = {}): OwedDuty => ({
  duty: 'REPLY',
  unit: 'b-jia',
  person: 'P-1',
  subject: 'issue/1',
  part: 'o-1',
  since: '2014-09-01',
  dueOn: '2014-09-15',
  doneOn: null,
  ...parts,
});
const days = (duty: OwedDuty, on: string) => omissionOf('bur-1', duty, on)?.overdueDays;

describe('an omission 未履职', () => {
  it('begins after 24:00 of the last day in time, and is counted in calendar days', () => {
    expect(['2014-09-14', '2014-09-15', '2014-09-16', '2014-09-30'].map((on) => days(owed(), on))).toEqual([
      undefined,
      undefined,
      1,
      15,
    ]);
    expect(omissionOf('bur-1', owed(), '2014-09-16')).toEqual({
      bureau: 'bur-1',
      duty: 'REPLY',
      unit: 'b-jia',
      person: 'P-1',
      subject: 'issue/1',
      part: 'o-1',
      since: '2014-09-01',
      dueOn: '2014-09-15',
      overdueDays: 1,
    });
  });

  it('counts from the day from which it is owed where nobody set a limit', () => {
    const open = owed({ dueOn: null });
    expect([days(open, '2014-09-01'), days(open, '2014-09-02')]).toEqual([undefined, 1]);
  });

  it('was one until it was done, also when it was done late', () => {
    const late = owed({ doneOn: '2014-09-20' });
    expect(['2014-09-19', '2014-09-20', '2014-12-31'].map((on) => days(late, on))).toEqual([4, undefined, undefined]);
    expect(days(owed({ doneOn: '2014-09-10' }), '2014-12-31')).toBeUndefined();
  });

  it('is none before it was owed', () => {
    expect(days(owed({ since: '2014-09-20', dueOn: '2014-09-10' }), '2014-09-19')).toBeUndefined();
  });
});
