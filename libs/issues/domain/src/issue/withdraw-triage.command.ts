import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Withdraws a wrong triage (撤回分办), before the issue was classified. */
export const withdrawTriage = withdrawal({
  name: 'WithdrawTriage',
  title: { zh: '撤回分办', en: 'Withdraw triage' },
  clauses: ['C1.0.a'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  events: issueEvents,
  act: 'IssueTriaged',
  by: 'TriageWithdrawn',
  builtOn: { IssueClassified: true, IssueAssigned: true },
  refuse: handedIn,
});
