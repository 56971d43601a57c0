import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';

/** Withdraws that a norm was superseded (撤回替代): by mistake, or, as a policy gives it, with the publication of the other norm. */
export const withdrawSupersession = withdrawal({
  name: 'WithdrawSupersession',
  title: { zh: '撤回替代', en: 'Withdraw supersession' },
  clauses: ['C3.11'],
  allow: role('committee-secretary', 'committee-member', 'system').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  events: normEvents,
  act: 'NormSuperseded',
  by: 'NormSupersessionWithdrawn',
  builtOn: {},
  refuse: gone,
});
