import { role, withdrawal } from '@taizhang/kernel';
import { selfCheckEvents } from '@taizhang/contracts';

/** Withdraws a self-check (撤回自查), so that it can be submitted again. */
export const withdrawSelfCheck = withdrawal({
  name: 'WithdrawSelfCheck',
  title: { zh: '撤回自查', en: 'Withdraw self-check' },
  clauses: ['C1.1.l'],
  allow: role('branch-secretary', 'leading-cadre', 'principal', 'campaign-office').at('unit'),
  events: selfCheckEvents,
  act: 'SelfCheckSubmitted',
  by: 'SelfCheckWithdrawn',
  effect: 'ended',
  builtOn: {},
});
