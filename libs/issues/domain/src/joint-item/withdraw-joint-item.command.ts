import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS } from './joint-item.rules.js';
import { subordinateOf, type JointItemState } from './joint-item.state.js';

/** Withdraws an item that was identified by mistake (撤回联动事项), before either side did anything about it. Its id stays used. */
export const withdrawJointItem = withdrawal({
  name: 'WithdrawJointItem',
  title: { zh: '撤回联动事项', en: 'Withdraw joint item' },
  clauses: ['C6.11'],
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => subordinateOf(state),
  events: jointItemEvents,
  act: 'JointItemIdentified',
  by: 'JointItemWithdrawn',
  effect: 'ended',
  builtOn: { JointModeConfirmed: true, JointItemClaimed: true, JointPlanProposed: true, JointItemSolved: true },
  refuse: notPursued,
});
