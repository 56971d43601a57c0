import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';

/** Withdraws a publication that was recorded by mistake (撤回印发): the norm is a draft again, and what it superseded stands again. */
export const withdrawPublication = withdrawal({
  name: 'WithdrawPublication',
  title: { zh: '撤回印发', en: 'Withdraw publication' },
  clauses: ['C3.11'],
  allow: role('committee-secretary', 'committee-member').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  events: normEvents,
  act: 'NormPublished',
  by: 'NormPublicationWithdrawn',
  builtOn: { NormSuperseded: true, NormRepealed: true },
  refuse: gone,
});
