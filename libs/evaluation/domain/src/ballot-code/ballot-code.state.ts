import type { Evolve } from '@taizhang/kernel';
import type { ballotCodeEvents } from '@taizhang/contracts';

/** A code (投票码) that was used; or a list of those that were issued. Before either there is nothing. */
export interface BallotCodeState {
  readonly kind: 'none' | 'listed' | 'used';
}

/** Before it was used. */
export const initialBallotCode: BallotCodeState = { kind: 'none' };

/** One entry per event type: a missing one does not compile. */
export const evolveBallotCode: Evolve<BallotCodeState, typeof ballotCodeEvents> = {
  'evaluation.BallotCodesListed': () => ({ kind: 'listed' }),
  'evaluation.BallotCodeUsed': () => ({ kind: 'used' }),
};
