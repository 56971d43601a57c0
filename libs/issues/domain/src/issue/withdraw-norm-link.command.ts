import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { notGone } from './issue.rules.js';

/** Withdraws a wrong link to a norm (撤回制度关联). */
export const withdrawNormLink = withdrawal({
  name: 'WithdrawNormLink',
  title: { zh: '撤回制度关联', en: 'Withdraw link to norm' },
  clauses: ['C3.12'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: issueEvents,
  act: 'IssueLinkedToNorm',
  by: 'NormLinkWithdrawn',
  builtOn: {},
  refuse: notGone,
});
