import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Withdraws what was carried over by mistake (撤回结转), before it is assigned. Its code stays used. */
export const withdrawCarryOver = withdrawal({
  name: 'WithdrawCarryOver',
  title: { zh: '撤回结转', en: 'Withdraw carry-over' },
  clauses: ['C1.1.a'],
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  events: issueEvents,
  act: 'IssueCarriedOver',
  by: 'CarryOverWithdrawn',
  effect: 'ended',
  builtOn: { IssueAssigned: true },
  refuse: handedIn,
});
