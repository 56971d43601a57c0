import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Withdraws a wrong answer to a slip (撤回督办反馈). */
export const withdrawSlipAnswer = withdrawal({
  name: 'WithdrawSlipAnswer',
  title: { zh: '撤回督办反馈', en: 'Withdraw answer to slip' },
  clauses: ['C1.0.a'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  events: issueEvents,
  act: 'SupervisionSlipAnswered',
  by: 'SlipAnswerWithdrawn',
  builtOn: { WarningCardIssued: (act, later) => later.slip === act.slip },
  refuse: handedIn,
});
