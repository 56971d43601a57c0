import { BALLOT_MARKS, RECOMMENDED_POLICY, SENTIMENTS } from '@taizhang/contracts';
import fc from 'fast-check';
import { bothParts, noBallots, withBallots } from './online.js';
import { inParts } from './parts.js';
import { assessTally } from './tally.js';

const ballots = fc.array(
  fc.record({ mark: fc.constantFrom(...BALLOT_MARKS), comment: fc.constantFrom(null, ...SENTIMENTS) }),
  { maxLength: 700 },
);
const grades = fc.record({ good: fc.nat(900), fairlyGood: fc.nat(900), average: fc.nat(900), poor: fc.nat(900) });
const paper = fc.record({ grades, spoiled: fc.nat(50), blank: fc.nat(50), kept: fc.nat(50) });

describe('the online part of a tally', () => {
  it('[C5.12] counts every ballot once, in whatever parts and order they are opened', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 300 }), (opened, size) => {
        const whole = withBallots(noBallots(opened.length, opened.length), opened);
        const parted = inParts([...opened].reverse(), size).reduce(
          withBallots,
          noBallots(opened.length, opened.length),
        );
        expect(parted).toEqual(whole);
        const { good, fairlyGood, average, poor } = whole.grades;
        expect(good + fairlyGood + average + poor + whole.blank).toBe(opened.length);
        expect(whole.negative).toBe(opened.filter(({ comment }) => comment === 'NEGATIVE').length);
        expect(inParts(opened, size).flat()).toEqual(opened);
        expect(inParts(opened, size).every((part) => part.length <= size)).toBe(true);
      }),
    );
  });

  it('[C5.12] together with the paper part makes the tally of all of them as if they had been cast in one way', () => {
    fc.assert(
      fc.property(ballots, paper, fc.nat(100), (opened, counted, missing) => {
        const { good, fairlyGood, average, poor } = counted.grades;
        const returned = good + fairlyGood + average + poor + counted.spoiled + counted.blank;
        fc.pre(returned + opened.length > counted.spoiled);
        const handedOut = returned + counted.kept;
        const used = opened.length + missing;
        const online = withBallots(noBallots(used, opened.length), opened);
        const facts = bothParts(
          { paper: handedOut, codes: used, roster: handedOut + used },
          { returned, spoiled: counted.spoiled, blank: counted.blank, grades: counted.grades },
          online,
        );
        expect(facts).toMatchObject({ issued: handedOut + used, attended: handedOut + used });
        const tally = assessTally(facts, RECOMMENDED_POLICY);
        if (typeof tally === 'string') throw new Error(tally);
        expect(tally.valid + tally.spoiled).toBe(returned + opened.length);
        const favourable = opened.filter(({ mark }) => mark === 'GOOD' || mark === 'FAIRLY_GOOD').length;
        expect(tally.shares[0]?.numerator).toBe(good + fairlyGood + favourable);
      }),
    );
  });

  it('[C5.3] an object is not saved by online ballots when more paper came back than was handed out', () => {
    const counted = { returned: 11, spoiled: 0, blank: 0, grades: null };
    const facts = bothParts({ paper: 10, codes: 20, roster: 40 }, counted, noBallots(15, 15));
    expect(facts).toMatchObject({ issued: 30, attended: 25, returned: 26, grades: null });
  });

  it('(policy 13) those attend who took a paper ballot or used a code, not those who were sent one', () => {
    const counted = { returned: 10, spoiled: 0, blank: 0, grades: { good: 10, fairlyGood: 0, average: 0, poor: 0 } };
    const of = (used: number) => bothParts({ paper: 10, codes: 30, roster: 40 }, counted, noBallots(used, 0));
    expect(assessTally(of(10), RECOMMENDED_POLICY)).toBe('NO_QUORUM');
    expect(assessTally(of(11), RECOMMENDED_POLICY)).toMatchObject({ valid: 10 });
  });
});
