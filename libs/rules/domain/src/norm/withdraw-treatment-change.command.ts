import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';

/** Withdraws a change of treatment (撤回承接方式变更). */
export const withdrawTreatmentChange = withdrawal({
  name: 'WithdrawTreatmentChange',
  title: { zh: '撤回承接方式变更', en: 'Withdraw change of treatment' },
  clauses: ['C3.1'],
  allow: role('campaign-office', 'committee-secretary').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  events: normEvents,
  act: 'NormTreatmentChanged',
  by: 'NormTreatmentChangeWithdrawn',
  builtOn: {},
  refuse: gone,
});
