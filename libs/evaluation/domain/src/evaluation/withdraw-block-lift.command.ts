import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a lift that was wrong (撤回解除限制), before the meeting is held: what it lifted stands again. */
export const withdrawBlockLift = withdrawal({
  name: 'WithdrawBlockLift',
  title: { zh: '撤回解除限制', en: 'Withdraw lift of block' },
  clauses: ['C5.17'],
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'SummaryMeetingBlockLifted',
  by: 'BlockLiftWithdrawn',
  builtOn: { SummaryMeetingHeld: true },
  refuse: recusedOrGone,
});
