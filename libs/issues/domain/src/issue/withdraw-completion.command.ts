import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Withdraws the completion of a measure (撤回措施完成): it is open again. */
export const withdrawCompletion = withdrawal({
  name: 'WithdrawCompletion',
  title: { zh: '撤回措施完成', en: 'Withdraw completion' },
  clauses: ['C1.0.g'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  events: issueEvents,
  act: 'MeasureCompleted',
  by: 'MeasureCompletionWithdrawn',
  builtOn: {},
  refuse: handedIn,
});
