import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { contributingUnits, type IssueState } from './issue.state.js';

/** Withdraws a wrong report of progress (撤回进展). */
export const withdrawProgress = withdrawal({
  name: 'WithdrawProgress',
  title: { zh: '撤回进展', en: 'Withdraw progress' },
  clauses: ['C1.0.g'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => contributingUnits(state),
  events: issueEvents,
  act: 'ProgressReported',
  by: 'ProgressWithdrawn',
  builtOn: {},
  refuse: handedIn,
});
