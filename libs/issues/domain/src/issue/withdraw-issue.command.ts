import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Withdraws an issue that was raised by mistake (撤回登记), before it is assigned. Its code stays used. */
export const withdrawIssue = withdrawal({
  name: 'WithdrawIssue',
  title: { zh: '撤回登记', en: 'Withdraw issue' },
  clauses: ['C1.0.b'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  events: issueEvents,
  act: 'IssueRaised',
  by: 'IssueWithdrawn',
  effect: 'ended',
  builtOn: { IssueAssigned: true },
  refuse: handedIn,
});
