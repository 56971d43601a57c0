import { withdrawal } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { CHECKERS, keptFrom } from './check.rules.js';
import { unitOfCheck } from './check.state.js';

/** Withdraws a check that was recorded by mistake (撤回检查记录); its findings are withdrawn first. Its id stays used. */
export const withdrawCheck = withdrawal({
  name: 'WithdrawCheck',
  title: { zh: '撤回检查记录', en: 'Withdraw check' },
  clauses: ['C3.14'],
  allow: CHECKERS,
  judgedAt: (_input, _target, state) => unitOfCheck(state),
  events: checkEvents,
  act: 'CheckPerformed',
  by: 'CheckWithdrawn',
  effect: 'ended',
  builtOn: { CheckFindingRaised: true },
  refuse: keptFrom,
});
