import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws a close by mistake (撤回联动事项销号), by the side whose it was. */
export const withdrawJointClosure = withdrawal({
  name: 'WithdrawJointClosure',
  title: { zh: '撤回联动事项销号', en: 'Withdraw joint closure' },
  clauses: ['C6.14'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointItemClosed',
  by: 'JointClosureWithdrawn',
  builtOn: {},
  refuse: notPursued,
});
