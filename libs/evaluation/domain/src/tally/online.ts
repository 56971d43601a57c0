import type { BallotCount, BallotMark, GradeCounts, Sentiment } from '@taizhang/contracts';
import type { TallyFacts } from './tally.js';

/** The online part (网上投票) of a round once its box was opened. */
export interface OnlineBallots {
  /** Codes used, and ballots found in the box: no more than those. */
  readonly used: number;
  readonly cast: number;
  readonly blank: number;
  readonly grades: GradeCounts;
  /** Ballots with a critical comment: each is one person (policy 6). */
  readonly negative: number;
}

/** A ballot as it was cast: one mark or none, and what sort of comment lay beside it. */
export interface OpenedBallot {
  readonly mark: BallotMark;
  readonly comment: Sentiment | null;
}

/** Grade that a mark counts for; a blank ballot counts for none. */
const GRADES = {
  GOOD: 'good',
  FAIRLY_GOOD: 'fairlyGood',
  AVERAGE: 'average',
  POOR: 'poor',
  BLANK: null,
} as const satisfies Readonly<Record<BallotMark, keyof GradeCounts | null>>;

/** Before any ballot was counted. */
export function noBallots(used: number, cast: number): OnlineBallots {
  return { used, cast, blank: 0, grades: { good: 0, fairlyGood: 0, average: 0, poor: 0 }, negative: 0 };
}

/** Counts opened ballots: the online part is tallied by nobody's hand. */
export function withBallots(counted: OnlineBallots, ballots: readonly OpenedBallot[]): OnlineBallots {
  return ballots.reduce((sum, { mark, comment }) => {
    const grade = GRADES[mark];
    return {
      ...sum,
      blank: sum.blank + (grade === null ? 1 : 0),
      grades: grade === null ? sum.grades : { ...sum.grades, [grade]: sum.grades[grade] + 1 },
      negative: sum.negative + (comment === 'NEGATIVE' ? 1 : 0),
    };
  }, counted);
}

/** What both parts of a round together give for a tally: what two tellers counted alike on paper, and what the box held. */
export function bothParts(
  { paper, codes, roster }: { readonly paper: number; readonly codes: number; readonly roster: number },
  counted: BallotCount,
  online: OnlineBallots | null,
): TallyFacts {
  const { used, cast, blank, grades } = online ?? noBallots(0, 0);
  return {
    roster,
    issued: paper + codes,
    attended: paper + used,
    returned: counted.returned + cast,
    spoiled: counted.spoiled,
    blank: counted.blank + blank,
    // More paper came back than was handed out: the round is void whatever the box held.
    grades: counted.grades === null || counted.returned > paper ? null : sumOf(counted.grades, grades),
  };
}

function sumOf(one: GradeCounts, other: GradeCounts): GradeCounts {
  return {
    good: one.good + other.good,
    fairlyGood: one.fairlyGood + other.fairlyGood,
    average: one.average + other.average,
    poor: one.poor + other.poor,
  };
}
