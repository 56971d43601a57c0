import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong grant of more time (撤回批准延期): the request waits again. */
export const withdrawExtensionGrant = withdrawal({
  name: 'WithdrawExtensionGrant',
  title: { zh: '撤回批准延期', en: 'Withdraw extension grant' },
  clauses: ['C1.0.a'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'DeadlineExtensionGranted',
  by: 'ExtensionGrantWithdrawn',
  builtOn: { DeadlineExtensionRequested: true },
  refuse: handedIn,
});
