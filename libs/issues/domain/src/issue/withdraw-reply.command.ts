import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong reply (撤回答复): an earlier one counts again, else the origin is unanswered. */
export const withdrawReply = withdrawal({
  name: 'WithdrawReply',
  title: { zh: '撤回答复', en: 'Withdraw reply' },
  clauses: ['C1.0.b'],
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  events: issueEvents,
  act: 'ReplyGiven',
  by: 'ReplyWithdrawn',
  builtOn: {},
  refuse: handedIn,
});
