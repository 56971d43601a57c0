import { withdrawal } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { CHECKERS, keptFrom } from './check.rules.js';
import { unitOfCheck } from './check.state.js';

/** Withdraws a wrong finding (撤回检查发现), unless it is closed. The issue that it became is withdrawn by itself. */
export const withdrawCheckFinding = withdrawal({
  name: 'WithdrawCheckFinding',
  title: { zh: '撤回检查发现', en: 'Withdraw check finding' },
  clauses: ['C3.15'],
  allow: CHECKERS,
  judgedAt: (_input, _target, state) => unitOfCheck(state),
  events: checkEvents,
  act: 'CheckFindingRaised',
  by: 'CheckFindingWithdrawn',
  builtOn: { CheckFindingClosed: (act, later) => later.finding === act.finding },
  refuse: keptFrom,
});
