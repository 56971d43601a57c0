import { withdrawal } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { CHECKERS, keptFrom } from './check.rules.js';
import { unitOfCheck } from './check.state.js';

/** Withdraws the plan of a check (撤回检查安排) before it is performed. Its id stays used. */
export const withdrawCheckPlan = withdrawal({
  name: 'WithdrawCheckPlan',
  title: { zh: '撤回检查安排', en: 'Withdraw plan of check' },
  clauses: ['C3.13'],
  allow: CHECKERS,
  judgedAt: (_input, _target, state) => unitOfCheck(state),
  events: checkEvents,
  act: 'CheckPlanned',
  by: 'CheckPlanWithdrawn',
  effect: 'ended',
  builtOn: { CheckPerformed: true },
  refuse: keptFrom,
});
