import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Withdraws a wrong assignment (撤回交办), before measures, evidence or a difficulty build on it. */
export const withdrawAssignment = withdrawal({
  name: 'WithdrawAssignment',
  title: { zh: '撤回交办', en: 'Withdraw assignment' },
  clauses: ['C1.0.a'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  events: issueEvents,
  act: 'IssueAssigned',
  by: 'AssignmentWithdrawn',
  builtOn: { MeasureSet: true, EvidenceAttached: true, DifficultyFlagged: true },
  refuse: handedIn,
});
