import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws a version of the common plan (撤回共同方案), by the side that proposed it, before either side said anything about it. */
export const withdrawJointPlan = withdrawal({
  name: 'WithdrawJointPlan',
  title: { zh: '撤回共同方案', en: 'Withdraw joint plan' },
  clauses: ['C6.14'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointPlanProposed',
  by: 'JointPlanWithdrawn',
  builtOn: {
    JointPlanAgreed: ({ plan }, later) => later.plan === plan,
    JointPlanRejected: ({ plan }, later) => later.plan === plan,
  },
  refuse: notPursued,
});
