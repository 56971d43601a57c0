import { role, withdrawal } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';

/** Withdraws a look-back that was started by mistake (撤回回头看). Its id stays used. */
export const withdrawLookBack = withdrawal({
  name: 'WithdrawLookBack',
  title: { zh: '撤回回头看', en: 'Withdraw look-back' },
  clauses: ['C6.2'],
  allow: role('campaign-office', 'supervision-group', 'superior-office').at('unit-or-superior'),
  events: lookBackEvents,
  act: 'LookBackStarted',
  by: 'LookBackWithdrawn',
  effect: 'ended',
  builtOn: { LookBackCompleted: true },
});
