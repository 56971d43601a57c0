import { role, withdrawal } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';

/** Withdraws wrong results of a look-back (撤回回头看结果): it is under way again. */
export const withdrawLookBackCompletion = withdrawal({
  name: 'WithdrawLookBackCompletion',
  title: { zh: '撤回回头看结果', en: 'Withdraw look-back results' },
  clauses: ['C6.2'],
  allow: role('campaign-office', 'supervision-group', 'superior-office').at('unit-or-superior'),
  events: lookBackEvents,
  act: 'LookBackCompleted',
  by: 'LookBackCompletionWithdrawn',
  builtOn: {},
});
