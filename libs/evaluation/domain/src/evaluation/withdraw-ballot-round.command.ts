import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { recusedOrGone } from './evaluation.rules.js';

/** Withdraws a round that was opened by mistake (撤回投票轮次), before codes are issued: from then on it can only be declared void. */
export const withdrawBallotRound = withdrawal({
  name: 'WithdrawBallotRound',
  title: { zh: '撤回投票轮次', en: 'Withdraw ballot round' },
  clauses: ['C5.3'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: evaluationEvents,
  act: 'BallotRoundOpened',
  by: 'BallotRoundWithdrawn',
  builtOn: {
    BallotCodesIssued: (act, later) => later.round === act.round,
    BallotRoundClosed: (act, later) => later.round === act.round,
    TallyVoided: (act, later) => later.round === act.round,
  },
  refuse: recusedOrGone,
});
