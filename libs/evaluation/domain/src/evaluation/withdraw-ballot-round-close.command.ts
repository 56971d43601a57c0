import { reject, role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { BALLOTS_NOT_OPENED } from './ballot.rejections.js';
import { standsNot } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/**
 * Withdraws the close of a round (撤回投票结束): the number handed out was wrong, say; before anybody counts. Online ballots that
 * were opened stay opened, and no further code is taken.
 */
export const withdrawBallotRoundClose = withdrawal({
  name: 'WithdrawBallotRoundClose',
  title: { zh: '撤回投票结束', en: 'Withdraw close of ballot round' },
  clauses: ['C5.3'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: evaluationEvents,
  act: 'BallotRoundClosed',
  by: 'BallotRoundCloseWithdrawn',
  builtOn: {
    BallotsCounted: (act, later) => later.round === act.round,
    TallyVoided: (act, later) => later.round === act.round,
  },
  refuse: (state: EvaluationState, _by, act) => standsNot(state) ?? stillInBox(state, act?.round),
});

/** While the box is being opened the round stays closed, so that nobody is let in whose ballot would not be counted. */
function stillInBox(state: EvaluationState, round: string | undefined) {
  if (state.kind === 'none' || round === undefined) return undefined;
  const { codes = 0, online = null } = state.rounds[round] ?? {};
  return codes > 0 && online === null ? reject(BALLOTS_NOT_OPENED, { round }) : undefined;
}
