import { DUE_DATE_CHANGED, DUE_DATE_NOT_REACHED, dueDate, dueInput, notDue } from './due-date.js';
import { z } from 'zod';

const SET = '0190f3a1-7c1d-7c7e-8f00-000000000001';
const OTHER = '0190f3a1-7c1d-7c7e-8f00-000000000002';
const due = dueDate('2014-09-08', { id: SET, idx: 7 });
const code = (...asked: Parameters<typeof notDue>) => notDue(...asked)?.definition;

describe('a due date 期限', () => {
  it('remembers the day, and the event that set it', () => {
    expect(due).toEqual({ on: '2014-09-08', setBy: SET, idx: 7 });
  });

  it('lets its command pass from the day on, with that day and that event', () => {
    const input = { dueOn: '2014-09-08', setBy: SET };
    expect(['2014-09-08', '2019-01-01'].map((today) => code(due, input, { today }))).toEqual([undefined, undefined]);
    expect(code(due, input, { today: '2014-09-07' })).toBe(DUE_DATE_NOT_REACHED);
  });

  it.each([
    ['the day is another', due, { dueOn: '2014-09-09', setBy: SET }],
    ['another event set it', due, { dueOn: '2014-09-08', setBy: OTHER }],
    ['nothing is due any more', null, { dueOn: '2014-09-08', setBy: SET }],
  ])('refuses when %s', (_what, state, input) => {
    expect(code(state, input, { today: '2014-10-01' })).toBe(DUE_DATE_CHANGED);
  });

  it('is named in a command by a date and the id of an event, and by nothing else', () => {
    const schema = z.strictObject(dueInput());
    expect(schema.safeParse({ dueOn: '2014-09-08', setBy: SET }).success).toBe(true);
    for (const wrong of [{ dueOn: '2014-02-30', setBy: SET }, { dueOn: '2014-09-08', setBy: 'x' }, { setBy: SET }])
      expect(schema.safeParse(wrong).success).toBe(false);
  });
});
