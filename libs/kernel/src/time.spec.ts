import { dayIn, instantMs, instantOf, isInstant, isLocalDate, localDateOf, manualClock } from './time.js';

describe('time', () => {
  it('computes the business date from zone data, never from the machine’s zone', () => {
    expect(localDateOf('2014-09-24T15:59:59.999Z', 'Asia/Shanghai')).toBe('2014-09-24');
    expect(localDateOf('2014-09-24T16:00:00.000Z', 'Asia/Shanghai')).toBe('2014-09-25');
    expect(localDateOf('2014-09-24T16:00:00.000Z', 'UTC')).toBe('2014-09-24');
  });

  it('leaves a business date as it is, and takes the day of an instant', () => {
    expect(dayIn('2014-09-24', 'Asia/Shanghai')).toBe('2014-09-24');
    expect(dayIn('2014-09-24T16:00:00.000Z', 'Asia/Shanghai')).toBe('2014-09-25');
  });

  it('knows dates of the calendar', () => {
    expect(isLocalDate('2016-02-29')).toBe(true);
    expect(['2014-02-29', '2014-13-01', '2014-1-1', '2014-02-30', ''].some(isLocalDate)).toBe(false);
  });

  it('knows instants of exactly one form', () => {
    expect(isInstant('2014-09-24T10:00:00.000Z')).toBe(true);
    expect(['2014-09-24T10:00:00Z', '2014-09-24T10:00:00.000+08:00', '2014-99-24T10:00:00.000Z'].some(isInstant)).toBe(
      false,
    );
    expect(['2014-02-30T00:00:00.000Z', '2014-02-29T00:00:00.000Z', '2014-01-01T24:00:00.000Z'].some(isInstant)).toBe(
      false,
    );
    expect(instantOf(instantMs('2014-09-24T10:00:00.123Z'))).toBe('2014-09-24T10:00:00.123Z');
  });

  it('stands still until it is set', () => {
    const clock = manualClock('2014-02-20T00:00:00.000Z');
    expect(clock.now()).toBe('2014-02-20T00:00:00.000Z');
    clock.set('2014-06-25T00:00:00.000Z');
    expect(clock.now()).toBe('2014-06-25T00:00:00.000Z');
    expect(() => {
      clock.set('yesterday');
    }).toThrow(RangeError);
  });
});
