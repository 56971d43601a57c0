import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { standsNot } from './evaluation.rules.js';

/** Withdraws the close of a round (撤回投票结束): the number handed out was wrong, say; before anybody counts. */
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
  refuse: standsNot,
});
