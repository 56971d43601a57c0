import { RECOMMENDED_POLICY, type PolicyValues } from '@taizhang/contracts';
import { hasGround, suggestedFinding } from './opinions.js';
import { TALLIES, type TallyName } from './tallies.examples.js';
import { addsUp, assessTally, sameCount, type AssessedTally } from './tally.js';

function assessed(name: TallyName, policy: Partial<PolicyValues> = {}): AssessedTally {
  const result = assessTally(TALLIES[name].facts, { ...RECOMMENDED_POLICY, ...policy });
  if (typeof result === 'string') throw new Error(`${name} is void: ${result}`);
  return result;
}

const shown = ({ shares }: AssessedTally) =>
  shares.map(({ numerator, denominator, hundredths }) => [numerator, denominator, hundredths]);

describe('tally 计票 (scenario A)', () => {
  it.each([
    [
      'T1',
      115,
      6,
      'AT',
      true,
      [
        [92, 115, 8000],
        [92, 109, 8440],
        [92, 118, 7797],
        [92, 120, 7667],
      ],
    ],
    [
      'T2',
      1999,
      40,
      'BELOW',
      true,
      [
        [1599, 1999, 7999],
        [1599, 1959, 8162],
        [1599, 2010, 7955],
        [1599, 2060, 7762],
      ],
    ],
    [
      'T3',
      58,
      4,
      'BELOW',
      false,
      [
        [41, 58, 7069],
        [41, 54, 7593],
        [41, 58, 7069],
        [41, 60, 6833],
      ],
    ],
    [
      'T5',
      50,
      0,
      'AT',
      false,
      [
        [40, 50, 8000],
        [40, 50, 8000],
        [40, 50, 8000],
        [40, 50, 8000],
      ],
    ],
    [
      'T6',
      50,
      1,
      'BELOW',
      false,
      [
        [39, 50, 7800],
        [39, 49, 7959],
        [39, 50, 7800],
        [39, 50, 7800],
      ],
    ],
  ] as const)(
    '[C5.12] [C5.13] judges %s by all four denominators',
    (name, valid, abstained, verdict, sensitive, shares) => {
      const tally = assessed(name);
      expect(tally).toMatchObject({ valid, abstained, verdict, sensitive });
      expect(shown(tally)).toEqual(shares);
    },
  );

  it('[C5.13] exactly 80 % is not below 80 %, and 79.99 % is, whatever one decimal would show', () => {
    expect(assessed('T1').shares[0]).toMatchObject({ hundredths: 8000, below: false });
    expect(assessed('T2').shares[0]).toMatchObject({ hundredths: 7999, below: true });
  });

  it.each([
    ['more ballots back than were handed out', TALLIES.T4.facts, 'OVER_RETURNED'],
    ['half the roster, which is not more than half', { ...TALLIES.T5.facts, roster: 100 }, 'NO_QUORUM'],
    [
      'spoiled ballots only',
      { ...TALLIES.T5.facts, spoiled: 50, grades: { good: 0, fairlyGood: 0, average: 0, poor: 0 } },
      'NO_BALLOT_COUNTS',
    ],
  ])('a round is void with %s (policy 13)', (_what, facts, reason) => {
    expect(assessTally(facts, RECOMMENDED_POLICY)).toBe(reason);
  });

  it('a blank ballot abstains, or is spoiled where the policy says so (policy 2)', () => {
    const strict = assessed('T6', { 'tally.blank': 'SPOILED' });
    expect(strict).toMatchObject({ spoiled: 1, valid: 49, abstained: 0 });
    expect(strict.shares[0]).toMatchObject({ numerator: 39, denominator: 49 });
  });

  it('leaves a denominator of nobody open instead of dividing by it', () => {
    const allBlank = { ...TALLIES.T5.facts, blank: 50, grades: { good: 0, fairlyGood: 0, average: 0, poor: 0 } };
    const result = assessTally(allBlank, RECOMMENDED_POLICY);
    expect(result).toMatchObject({ verdict: 'BELOW', sensitive: false });
    expect(result).toHaveProperty(['shares', 1], {
      basis: 'VALID_EXCL_ABSTAIN',
      numerator: 0,
      denominator: 0,
      hundredths: null,
      below: null,
    });
  });

  it('asks that a count makes up what came back, and tells two counts apart', () => {
    const { T5, T6, T4 } = TALLIES;
    expect([T5, T6].map(({ facts }) => addsUp(facts))).toEqual([true, true]);
    expect(addsUp({ ...T5.facts, blank: 1 })).toBe(false);
    expect(addsUp(T4.facts)).toBe(false);
    expect(sameCount(T5.facts, { ...T5.facts })).toBe(true);
    expect(sameCount(T5.facts, T6.facts)).toBe(false);
    expect(sameCount(T4.facts, T5.facts)).toBe(false);
  });
});

/** Shares as the table of `scenarios.md` prints them, by the denominator in force, and whom the office would propose. */
const WHAT_IF = [
  ['default', {}, [8000, 7999, 7069, 8000, 7800], ['T2', 'T6']],
  ['abstentions out', { 'tally.denominator': 'VALID_EXCL_ABSTAIN' }, [8440, 8162, 7593, 8000, 7959], ['T6']],
  ['returned', { 'tally.denominator': 'RETURNED' }, [7797, 7955, 7069, 8000, 7800], ['T2', 'T6']],
  ['issued', { 'tally.denominator': 'ISSUED' }, [7667, 7762, 6833, 8000, 7800], ['T2', 'T6']],
  ['OR instead of AND', { 'criticism.join': 'OR' }, [8000, 7999, 7069, 8000, 7800], ['T2', 'T3', 'T6']],
] as const;
const COUNTED = ['T1', 'T2', 'T3', 'T5', 'T6'] as const;

describe('what-if table 假设分析 (scenario A)', () => {
  it.each(WHAT_IF)('[C5.12] [C5.13] [C5.14] under %s', (_name, changed, hundredths, proposed) => {
    const policy = { ...RECOMMENDED_POLICY, ...changed };
    const results = COUNTED.map((name) => {
      const tally = assessed(name, changed);
      const share = tally.shares.find(({ basis }) => basis === policy['tally.denominator']);
      const opinions = { ...tally, commenters: TALLIES[name].commenters, reporters: 0 };
      return { name, share, ground: hasGround(tally.verdict, suggestedFinding(opinions, policy), policy) };
    });
    expect(results.map(({ share }) => share?.hundredths)).toEqual(hundredths);
    expect(results.map(({ share }) => share?.below)).toEqual(hundredths.map((share) => share < 8000));
    expect(results.filter(({ ground }) => ground).map(({ name }) => name)).toEqual(proposed);
  });

  it('changes nothing of what was decided when the line changes: only a new assessment sees 85 %', () => {
    expect(assessed('T1').verdict).toBe('AT');
    expect(assessed('T1', { 'criticism.threshold': { n: 85, d: 100 } }).verdict).toBe('BELOW');
  });
});
