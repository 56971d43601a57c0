import { hundredths, shownHundredths, shownRate, totalsOf } from './rate.js';

describe('rates', () => {
  it.each([
    [688, 697, '98.71%'],
    [0, 3, '0.00%'],
    [1, 3, '33.33%'],
    [2, 3, '66.67%'],
    [1, 1, '100.00%'],
    [1, 20_000, '0.01%'],
    [49_999, 1_000_000_000, '0.00%'],
  ])('shows %i of %i as %s', (part, whole, shown) => {
    expect(shownRate(part, whole)).toBe(shown);
  });

  it('round by integers where quotients of floating point would not', () => {
    // 4 503 599 627 370 497 / 9 007 199 254 740 991 is a hair above one half: its nearest double says exactly 50 %
    expect(hundredths(4_503_599_627_370_497, 9_007_199_254_740_991)).toBe(5_000);
    expect(hundredths(100_500, 1_000_000_000)).toBe(1);
    expect(hundredths(149_999, 1_000_000_000)).toBe(1);
    expect(hundredths(150_000, 1_000_000_000)).toBe(2);
  });

  it('have nothing to divide by', () => {
    expect(hundredths(0, 0)).toBeUndefined();
    expect(shownRate(0, 0)).toBe('—');
    expect(shownHundredths(5)).toBe('0.05%');
  });

  it('count what was closed, not what goes on, and neither what was withdrawn nor what was merged', () => {
    expect(totalsOf({ CLOSED: 688, LONG_TERM: 4, IN_RECTIFICATION: 5, WITHDRAWN: 9, MERGED: 12 })).toEqual({
      total: 697,
      closed: 688,
      inRectification: 9,
    });
  });
});
