import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';

/** Withdraws the record of a norm from above that was wrong (撤回承接登记). Its code stays used, its document number does not. */
export const withdrawReception = withdrawal({
  name: 'WithdrawReception',
  title: { zh: '撤回承接登记', en: 'Withdraw reception' },
  clauses: ['C3.1'],
  allow: role('campaign-office', 'committee-secretary').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  events: normEvents,
  act: 'NormReceived',
  by: 'NormReceptionWithdrawn',
  effect: 'ended',
  builtOn: {},
  refuse: gone,
});
