import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws an agreement that was none (撤回方案同意意见), by the side whose it was. */
export const withdrawJointPlanAgreement = withdrawal({
  name: 'WithdrawJointPlanAgreement',
  title: { zh: '撤回方案同意意见', en: 'Withdraw agreement to joint plan' },
  clauses: ['C6.14'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointPlanAgreed',
  by: 'JointPlanAgreementWithdrawn',
  builtOn: { JointCloseConfirmed: true, JointItemClosed: true },
  refuse: notPursued,
});
