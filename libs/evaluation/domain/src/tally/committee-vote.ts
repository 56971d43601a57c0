import type { PolicyValues } from '@taizhang/contracts';

/** A vote of the committee (表决). */
export interface CommitteeVote {
  /** Full membership, present or not (policy 14). */
  readonly members: number;
  readonly inFavour: number;
  readonly against: number;
  readonly abstained: number;
}

/** What a vote decides; a tie is one of the ways to have no majority. */
export type VoteOutcome = 'ADOPTED' | 'REJECTED' | 'NO_MAJORITY';

/** Decides a vote: more than half, of all members or of those who voted or abstained; abstentions help neither side (policies 10, 14). */
export function outcomeOfVote(vote: CommitteeVote, policy: Pick<PolicyValues, 'committee.majority'>): VoteOutcome {
  const whole =
    policy['committee.majority'] === 'FULL_MEMBERSHIP' ? vote.members : vote.inFavour + vote.against + vote.abstained;
  if (2 * vote.inFavour > whole) return 'ADOPTED';
  return 2 * vote.against > whole ? 'REJECTED' : 'NO_MAJORITY';
}
