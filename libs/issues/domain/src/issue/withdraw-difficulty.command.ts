import { role, withdrawal } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { handedIn } from './issue.rules.js';

/** Withdraws a wrong flag of difficulty (撤回难点标记): the former leader leads again, unless the duty was handed on. */
export const withdrawDifficulty = withdrawal({
  name: 'WithdrawDifficulty',
  title: { zh: '撤回难点标记', en: 'Withdraw difficulty' },
  clauses: ['C6.9'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: issueEvents,
  act: 'DifficultyFlagged',
  by: 'DifficultyWithdrawn',
  builtOn: { DutyTransferred: true },
  refuse: handedIn,
});
