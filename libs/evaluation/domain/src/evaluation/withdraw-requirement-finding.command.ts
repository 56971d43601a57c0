import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a wrong finding that requirements are met (撤回达标认定), before the committee confirms it. */
export const withdrawRequirementFinding = withdrawal({
  name: 'WithdrawRequirementFinding',
  title: { zh: '撤回达标认定', en: 'Withdraw finding on requirements' },
  clauses: ['C5.17'],
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'RequirementMetFound',
  by: 'RequirementFindingWithdrawn',
  builtOn: { SummaryMeetingBlockLifted: (act, later) => later.object === act.object },
  refuse: recusedOrGone,
});
