import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a slip that was issued wrongly (撤回督办单), before it was signed for. */
export const withdrawSupervisionSlip = withdrawal({
  name: 'WithdrawSupervisionSlip',
  title: { zh: '撤回督办单', en: 'Withdraw slip' },
  clauses: ['C1.0.a'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'SupervisionSlipIssued',
  by: 'SupervisionSlipWithdrawn',
  builtOn: {
    SupervisionSlipReceived: (act, later) => later.slip === act.slip,
    WarningCardIssued: (act, later) => later.slip === act.slip,
  },
  refuse: handedIn,
});
