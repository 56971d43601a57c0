import { ledgerId } from '@taizhang/kernel';
import { SealSchedule } from './seal-schedule.js';

const [A, B] = [ledgerId('issues', 'a'), ledgerId('issues', 'b')];

describe('when ledgers are sealed', () => {
  it('at once after a rest, then once in the time of rest, and no later than it after a commit', () => {
    const schedule = new SealSchedule(10_000);
    expect(schedule.take(0)).toBeUndefined();
    schedule.noticed(A);
    expect(schedule.take(0)).toBe(A);
    schedule.noticed(A);
    schedule.noticed(A);
    expect(schedule.take(9_999)).toBeUndefined();
    expect(schedule.nextMs()).toBe(10_000);
    expect(schedule.take(10_000)).toBe(A);
    expect(schedule.take(30_000)).toBeUndefined();
    schedule.noticed(A);
    expect(schedule.take(30_000)).toBe(A);
  });

  it('those first that have been due longest', () => {
    const schedule = new SealSchedule(10_000);
    for (const ledger of [B, A]) schedule.noticed(ledger);
    expect([schedule.take(0), schedule.take(1), schedule.take(2)]).toEqual([B, A, undefined]);
    for (const ledger of [A, B]) schedule.noticed(ledger);
    expect(schedule.waiting).toBe(2);
    expect([schedule.take(10_000), schedule.take(10_000), schedule.take(10_001)]).toEqual([B, undefined, A]);
  });

  it('all that wait, before a stop', () => {
    const schedule = new SealSchedule(10_000);
    schedule.noticed(A);
    schedule.take(0);
    schedule.noticed(A);
    schedule.hurry();
    expect([schedule.take(1), schedule.take(1), schedule.waiting]).toEqual([A, undefined, 0]);
  });

  it('without remembering those that have nothing new', () => {
    const schedule = new SealSchedule(10_000);
    for (let n = 0; n < 5_000; n += 1) {
      schedule.noticed(ledgerId('issues', String(n)));
      schedule.take(n);
    }
    expect([schedule.waiting, schedule.nextMs()]).toEqual([0, undefined]);
    schedule.take(20_000);
    schedule.noticed(A);
    expect(schedule.waiting).toBe(1);
  });
});
