import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Withdraws a measure that was set wrongly (撤回整改措施), before evidence or its completion rest on it. */
export const withdrawMeasure = withdrawal({
  name: 'WithdrawMeasure',
  title: { zh: '撤回整改措施', en: 'Withdraw measure' },
  clauses: ['C1.0.f'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  events: issueEvents,
  act: 'MeasureSet',
  by: 'MeasureWithdrawn',
  builtOn: {
    EvidenceAttached: (act, later) => later.measure === act.measure,
    MeasureCompleted: (act, later) => later.measure === act.measure,
  },
  refuse: handedIn,
});
