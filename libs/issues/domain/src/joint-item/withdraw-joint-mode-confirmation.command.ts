import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS } from './joint-item.rules.js';
import { superiorOf, type JointItemState } from './joint-item.state.js';

/** Withdraws a wrong mode (撤回联动方式确认), before anything was done under it: the mode before counts again. */
export const withdrawJointModeConfirmation = withdrawal({
  name: 'WithdrawJointModeConfirmation',
  title: { zh: '撤回联动方式确认', en: 'Withdraw joint mode' },
  clauses: ['C6.11'],
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => superiorOf(state),
  events: jointItemEvents,
  act: 'JointModeConfirmed',
  by: 'JointModeConfirmationWithdrawn',
  builtOn: {
    JointModeConfirmed: true,
    JointItemClaimed: true,
    JointItemEscalated: true,
    JointPlanProposed: true,
    JointItemSolved: true,
  },
  refuse: notPursued,
});
