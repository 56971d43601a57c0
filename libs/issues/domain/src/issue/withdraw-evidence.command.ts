import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { contributingUnits, type IssueState } from './issue.state.js';

/** Withdraws wrong evidence (撤回佐证材料), unless a completed measure rests on it. */
export const withdrawEvidence = withdrawal({
  name: 'WithdrawEvidence',
  title: { zh: '撤回佐证材料', en: 'Withdraw evidence' },
  clauses: ['C1.0.g'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => contributingUnits(state),
  events: issueEvents,
  act: 'EvidenceAttached',
  by: 'EvidenceWithdrawn',
  builtOn: { MeasureCompleted: (act, later) => later.evidence.includes(act.evidence) },
  refuse: handedIn,
});
