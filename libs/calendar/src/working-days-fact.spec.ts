import { isRejection, type JsonValue } from '@taizhang/kernel';
import { chinaWorkingDays } from './china-working-days.js';
import { inWorkingDays, workingDaysNeeded } from './working-days-fact.js';
import { addWorkingDays } from './working-days.js';

const facts = (answer: JsonValue) => {
  const needs = Object.keys(workingDaysNeeded()).map((name) => [name, answer] as const);
  return { needs: Object.fromEntries(needs), effectiveOn: '2014-09-15' };
};
const known = JSON.parse(JSON.stringify(chinaWorkingDays)) as JsonValue; // what a fact brings

describe('working days as a fact', () => {
  it('decide the same from the same answer, and say by which edition', () => {
    const due = inWorkingDays(facts(known), (days) => [addWorkingDays(days, '2014-09-24', 5), days.version]);
    expect(due).toEqual(['2014-09-30', 'CN.chinese-days-1.5.7']);
  });

  it.each<[string, JsonValue, number, string]>([
    ['no calendar is known', null, 1, '2014'],
    ['the year is not among them', known, 4_000, '2027'],
  ])('refuse where %s', (_what, answer, count, year) => {
    const refused = inWorkingDays(facts(answer), (days) => addWorkingDays(days, '2014-09-15', count));
    expect(isRejection(refused) ? [refused.definition.code, refused.details] : refused).toEqual([
      'CALENDAR_YEAR_UNKNOWN',
      { year },
    ]);
  });

  it('hide no other error', () => {
    expect(() => inWorkingDays(facts(known), (days) => addWorkingDays(days, '2014-02-30', 1))).toThrow(RangeError);
  });
});
