import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Withdraws a request for more time (撤回延期申请), before it is decided. */
export const withdrawExtensionRequest = withdrawal({
  name: 'WithdrawExtensionRequest',
  title: { zh: '撤回延期申请', en: 'Withdraw extension request' },
  clauses: ['C1.0.a'],
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  events: issueEvents,
  act: 'DeadlineExtensionRequested',
  by: 'ExtensionRequestWithdrawn',
  builtOn: {
    DeadlineExtensionGranted: (act, later) => later.extension === act.extension,
    DeadlineExtensionRefused: (act, later) => later.extension === act.extension,
  },
  refuse: handedIn,
});
