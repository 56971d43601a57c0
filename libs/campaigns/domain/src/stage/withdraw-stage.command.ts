import { role, withdrawal } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';

/** Withdraws a stage that was opened by mistake (撤回环节), before closing was asked for. Its id stays used. */
export const withdrawStage = withdrawal({
  name: 'WithdrawStage',
  title: { zh: '撤回环节', en: 'Withdraw stage' },
  clauses: ['C0.1'],
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  events: stageEvents,
  act: 'StageOpened',
  by: 'StageWithdrawn',
  effect: 'ended',
  builtOn: { StageCloseRequested: true },
});
