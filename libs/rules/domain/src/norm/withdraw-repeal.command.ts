import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';

/** Withdraws a repeal that was recorded by mistake (撤回废止). */
export const withdrawRepeal = withdrawal({
  name: 'WithdrawRepeal',
  title: { zh: '撤回废止', en: 'Withdraw repeal' },
  clauses: ['C3.11'],
  allow: role('committee-secretary', 'committee-member').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  events: normEvents,
  act: 'NormRepealed',
  by: 'NormRepealWithdrawn',
  builtOn: {},
  refuse: gone,
});
