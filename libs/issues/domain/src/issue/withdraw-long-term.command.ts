import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong designation as long-term (撤回长期坚持): the issue is in rectification as before. */
export const withdrawLongTerm = withdrawal({
  name: 'WithdrawLongTerm',
  title: { zh: '撤回长期坚持', en: 'Withdraw long-term designation' },
  clauses: ['C1.1.m'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'LongTermDesignated',
  by: 'LongTermWithdrawn',
  builtOn: { CloseRequested: true },
  refuse: handedIn,
});
