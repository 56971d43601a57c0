import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong refusal of more time (撤回不予延期): the request waits again. */
export const withdrawExtensionRefusal = withdrawal({
  name: 'WithdrawExtensionRefusal',
  title: { zh: '撤回不予延期', en: 'Withdraw extension refusal' },
  clauses: ['C1.0.a'],
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  events: issueEvents,
  act: 'DeadlineExtensionRefused',
  by: 'ExtensionRefusalWithdrawn',
  builtOn: { DeadlineExtensionRequested: true },
  refuse: handedIn,
});
