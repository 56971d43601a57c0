import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Withdraws a wrong classification (撤回归类), before the issue is assigned; an earlier one counts again. */
export const withdrawClassification = withdrawal({
  name: 'WithdrawClassification',
  title: { zh: '撤回归类', en: 'Withdraw classification' },
  clauses: ['C1.0.f'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  events: issueEvents,
  act: 'IssueClassified',
  by: 'ClassificationWithdrawn',
  builtOn: { IssueAssigned: true },
  refuse: handedIn,
});
