import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { whileReferred } from './issue.rules.js';

/** Withdraws a wrong referral (撤回移送): the issue is to be dealt with here after all. */
export const withdrawReferral = withdrawal({
  name: 'WithdrawReferral',
  title: { zh: '撤回移送', en: 'Withdraw referral' },
  clauses: ['C1.1.h'],
  allow: role('branch-secretary', 'campaign-office', 'discipline-office').at('unit-or-superior'),
  events: issueEvents,
  act: 'IssueReferred',
  by: 'ReferralWithdrawn',
  builtOn: {},
  refuse: whileReferred,
});
