import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong reopening (撤回重新整改), before work rests on it: the issue is closed as before. */
export const withdrawReopening = withdrawal({
  name: 'WithdrawReopening',
  title: { zh: '撤回重新整改', en: 'Withdraw reopening' },
  clauses: ['C6.2'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'IssueReopened',
  by: 'ReopeningWithdrawn',
  builtOn: { MeasureSet: true, EvidenceAttached: true, MeasureCompleted: true, CloseRequested: true },
  refuse: handedIn,
});
