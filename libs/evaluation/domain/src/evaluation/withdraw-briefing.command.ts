import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { standsNot } from './evaluation.rules.js';

/** Withdraws a briefing that was recorded by mistake (撤回通报会登记), before its roster is frozen. The unit may convene another. */
export const withdrawBriefing = withdrawal({
  name: 'WithdrawBriefing',
  title: { zh: '撤回通报会登记', en: 'Withdraw briefing' },
  clauses: ['C5.2'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: evaluationEvents,
  act: 'BriefingConvened',
  by: 'BriefingWithdrawn',
  effect: 'ended',
  builtOn: { RosterFrozen: true },
  refuse: standsNot,
});
