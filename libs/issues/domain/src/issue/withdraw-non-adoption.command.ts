import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { whileNotAdopted } from './issue.rules.js';

/** Withdraws a wrong refusal to adopt (撤回不予采纳): the issue is pursued after all. */
export const withdrawNonAdoption = withdrawal({
  name: 'WithdrawNonAdoption',
  title: { zh: '撤回不予采纳', en: 'Withdraw non-adoption' },
  clauses: ['C1.0.b'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: issueEvents,
  act: 'IssueNotAdopted',
  by: 'NonAdoptionWithdrawn',
  builtOn: {},
  refuse: whileNotAdopted,
});
