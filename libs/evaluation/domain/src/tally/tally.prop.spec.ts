import { RECOMMENDED_POLICY, TALLY_DENOMINATORS } from '@taizhang/contracts';
import fc from 'fast-check';
import { hundredthsShown, verdictOf } from './share.js';
import { assessTally } from './tally.js';

const LINE = { n: 80, d: 100 };
const MANY = 1_000_000;
/** A part of a whole of people. */
const shares = fc
  .integer({ min: 1, max: MANY })
  .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
const grades = fc.record({
  good: fc.nat(100_000),
  fairlyGood: fc.nat(100_000),
  average: fc.nat(100_000),
  poor: fc.nat(100_000),
});
const counts = fc.record({ grades, spoiled: fc.nat(1000), blank: fc.nat(1000), kept: fc.nat(1000) });

describe('arithmetic of tallies: integers alone (policy 3)', () => {
  it('[C5.13] compares as exact fractions do', () => {
    fc.assert(
      fc.property(shares, ([part, whole]) => {
        const difference = BigInt(part) * 100n - BigInt(whole) * 80n;
        expect(verdictOf(part, whole, LINE, 'EXACT_STRICT')).toBe(
          difference < 0n ? 'BELOW' : difference === 0n ? 'AT' : 'ABOVE',
        );
      }),
    );
  });

  it('shows a share rounded half up, an integer, and below the line exactly when it is', () => {
    fc.assert(
      fc.property(shares, ([part, whole]) => {
        const shown = hundredthsShown(part, whole, LINE, 'EXACT_STRICT');
        const rounded = (BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole));
        const cut = (BigInt(part) * 10_000n) / BigInt(whole);
        expect(Number.isSafeInteger(shown)).toBe(true);
        expect([rounded, cut]).toContain(BigInt(shown));
        expect(shown < 8000).toBe(verdictOf(part, whole, LINE, 'EXACT_STRICT') === 'BELOW');
        if (rounded !== 8000n) expect(BigInt(shown)).toBe(rounded);
      }),
    );
  });

  it.each([
    [79_996, 100_000, 7999], // would round to the line
    [79_994, 100_000, 7999],
    [79_985, 100_000, 7999], // half up
    [80_000, 100_000, 8000],
    [80_004, 100_000, 8000],
    [80_005, 100_000, 8001],
  ])('shows %i of %i as %i hundredths', (part, whole, hundredths) => {
    expect(hundredthsShown(part, whole, LINE, 'EXACT_STRICT')).toBe(hundredths);
  });

  it('compares what two decimals show where the policy says so: 79.996 % then counts as the line', () => {
    expect(verdictOf(79_996, 100_000, LINE, 'ROUNDED')).toBe('AT');
    expect(hundredthsShown(79_996, 100_000, LINE, 'ROUNDED')).toBe(8000);
    expect(verdictOf(79_994, 100_000, LINE, 'ROUNDED')).toBe('BELOW');
  });

  it('keeps every ballot: valid, spoiled and not returned make up what was handed out', () => {
    fc.assert(
      fc.property(counts, ({ grades: marked, spoiled, blank, kept }) => {
        const { good, fairlyGood, average, poor } = marked;
        const returned = good + fairlyGood + average + poor + spoiled + blank;
        const issued = returned + kept;
        fc.pre(issued > 0);
        const facts = { roster: issued, issued, attended: issued, returned, spoiled, blank, grades: marked };
        const tally = assessTally(facts, RECOMMENDED_POLICY);
        if (typeof tally === 'string') return tally === 'NO_BALLOT_COUNTS' && returned === spoiled;
        expect(tally.valid + tally.spoiled + kept).toBe(issued);
        expect(tally.valid - tally.abstained).toBe(good + fairlyGood + average + poor);
        expect(tally.shares.map(({ basis }) => basis)).toEqual(TALLY_DENOMINATORS);
        // A larger denominator never makes the share greater.
        const ordered = [...tally.shares].sort((a, b) => a.denominator - b.denominator);
        const known = ordered.flatMap(({ hundredths }) => (hundredths === null ? [] : [hundredths]));
        expect(known).toEqual([...known].sort((a, b) => b - a));
        return true;
      }),
    );
  });

  it('the sensitivity flag says that the denominators disagree, whichever is in force', () => {
    fc.assert(
      fc.property(grades, fc.nat(1000), fc.constantFrom(...TALLY_DENOMINATORS), (marked, blank, denominator) => {
        const { good, fairlyGood, average, poor } = marked;
        fc.pre(good + fairlyGood + average + poor > 0);
        const returned = good + fairlyGood + average + poor + blank;
        const facts = {
          roster: returned,
          issued: returned,
          attended: returned,
          returned,
          spoiled: 0,
          blank,
          grades: marked,
        };
        const tally = assessTally(facts, { ...RECOMMENDED_POLICY, 'tally.denominator': denominator });
        if (typeof tally === 'string') throw new Error(tally);
        const below = tally.shares.map(({ numerator, denominator: whole }) => numerator * 100 < whole * 80);
        expect(tally.sensitive).toBe(below.includes(true) && below.includes(false));
      }),
    );
  });
});
