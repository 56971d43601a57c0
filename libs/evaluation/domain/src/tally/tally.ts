import {
  TALLY_DENOMINATORS,
  type BallotCount,
  type GradeCounts,
  type PolicyValues,
  type TallyDenominator,
  type Verdict,
  type VoidReason,
} from '@taizhang/contracts';
import { compareFractions, hundredthsShown, verdictOf } from './share.js';

/** All that a tally rests on. */
export interface TallyFacts extends BallotCount {
  /** People on the frozen roster. */
  readonly roster: number;
  /** Ballots handed out on paper, and codes issued. */
  readonly issued: number;
  /** Paper ballots handed out plus codes used: whoever took the one or used the other attends (policy 13). */
  readonly attended: number;
}

/** Parameters that a tally is judged by (policies 1–3, 13, 50). */
export const TALLY_POLICIES = [
  'tally.denominator',
  'tally.blank',
  'tally.compare',
  'criticism.threshold',
  'evaluation.quorum',
] as const;
export type TallyPolicy = Pick<PolicyValues, (typeof TALLY_POLICIES)[number]>;

/** Share of 好 and 较好 under one denominator; null where there is nothing to divide by. */
export interface Share {
  readonly basis: TallyDenominator;
  readonly numerator: number;
  readonly denominator: number;
  readonly hundredths: number | null;
  readonly below: boolean | null;
}

/** A tally (计票) as judged under a policy. */
export interface AssessedTally {
  readonly spoiled: number;
  readonly valid: number;
  readonly abstained: number;
  readonly shares: readonly Share[];
  readonly verdict: Verdict;
  /** The denominators disagree about the line: the result depends on how one counts (policy 1). */
  readonly sensitive: boolean;
}

/** Numbers of a count that should make up all that came back. */
export function addsUp({ returned, spoiled, blank, grades }: BallotCount): boolean {
  return grades !== null && spoiled + blank + marked(grades) === returned;
}

/** @returns whether two tellers counted the same */
export function sameCount(a: BallotCount, b: BallotCount): boolean {
  const numbers = ({ returned, spoiled, blank, grades }: BallotCount) =>
    grades === null
      ? [returned, spoiled, blank]
      : [returned, spoiled, blank, grades.good, grades.fairlyGood, grades.average, grades.poor];
  const [one, other] = [numbers(a), numbers(b)];
  return one.length === other.length && one.every((number, i) => number === other[i]);
}

function marked({ good, fairlyGood, average, poor }: GradeCounts): number {
  return good + fairlyGood + average + poor;
}

/**
 * Judges a tally (计票评定; policies 1–3, 13, 50), by integers alone.
 * @returns the assessment; or why the round is void
 */
export function assessTally(facts: TallyFacts, policy: TallyPolicy): AssessedTally | VoidReason {
  const { returned, issued, attended, roster, grades } = facts;
  if (returned > issued) return 'OVER_RETURNED';
  const quorum = policy['evaluation.quorum'];
  if (compareFractions(attended, roster, quorum.n, quorum.d) <= 0) return 'NO_QUORUM';
  if (grades === null) return 'NO_BALLOT_COUNTS';
  const abstained = policy['tally.blank'] === 'ABSTAIN' ? facts.blank : 0;
  const spoiled = facts.spoiled + facts.blank - abstained;
  const valid = returned - spoiled;
  const favourable = grades.good + grades.fairlyGood;
  const wholes = {
    VALID_INCL_ABSTAIN: valid,
    VALID_EXCL_ABSTAIN: valid - abstained,
    RETURNED: returned,
    ISSUED: issued,
  } as const satisfies Readonly<Record<TallyDenominator, number>>;
  const whole = wholes[policy['tally.denominator']];
  if (whole === 0) return 'NO_BALLOT_COUNTS';
  const shares = TALLY_DENOMINATORS.map((basis) => shareOf(basis, favourable, wholes[basis], policy));
  return {
    spoiled,
    valid,
    abstained,
    shares,
    verdict: verdictOf(favourable, whole, policy['criticism.threshold'], policy['tally.compare']),
    sensitive: new Set(shares.flatMap(({ below }) => (below === null ? [] : [below]))).size > 1,
  };
}

function shareOf(basis: TallyDenominator, numerator: number, denominator: number, policy: TallyPolicy): Share {
  if (denominator === 0) return { basis, numerator, denominator, hundredths: null, below: null };
  const { 'criticism.threshold': line, 'tally.compare': comparison } = policy;
  const below = verdictOf(numerator, denominator, line, comparison) === 'BELOW';
  return {
    basis,
    numerator,
    denominator,
    hundredths: hundredthsShown(numerator, denominator, line, comparison),
    below,
  };
}
