import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws the completion of a measure (撤回措施完成): it is open again. */
export const withdrawCompletion = withdrawal({
  name: 'WithdrawCompletion',
  title: { zh: '撤回措施完成', en: 'Withdraw completion' },
  clauses: ['C1.0.g'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  events: issueEvents,
  act: 'MeasureCompleted',
  by: 'MeasureCompletionWithdrawn',
  builtOn: {},
  refuse: handedIn,
});
