import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws a rejection that was none (撤回方案不同意意见), by the side whose it was, before another version was proposed. */
export const withdrawJointPlanRejection = withdrawal({
  name: 'WithdrawJointPlanRejection',
  title: { zh: '撤回方案不同意意见', en: 'Withdraw rejection of joint plan' },
  clauses: ['C6.14'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointPlanRejected',
  by: 'JointPlanRejectionWithdrawn',
  builtOn: { JointPlanProposed: true },
  refuse: notPursued,
});
