import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { standsNot } from './evaluation.rules.js';

/** Withdraws a roster that was frozen wrongly (撤回名单冻结), before anybody votes. */
export const withdrawRosterFreeze = withdrawal({
  name: 'WithdrawRosterFreeze',
  title: { zh: '撤回名单冻结', en: 'Withdraw roster freeze' },
  clauses: ['C5.4'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: evaluationEvents,
  act: 'RosterFrozen',
  by: 'RosterFreezeWithdrawn',
  builtOn: { BallotRoundOpened: true },
  refuse: standsNot,
});
