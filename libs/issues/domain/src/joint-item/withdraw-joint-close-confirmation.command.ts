import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws the confirmation of a close (撤回办结确认), by the side whose it was. */
export const withdrawJointCloseConfirmation = withdrawal({
  name: 'WithdrawJointCloseConfirmation',
  title: { zh: '撤回办结确认', en: 'Withdraw joint close confirmation' },
  clauses: ['C6.14'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointCloseConfirmed',
  by: 'JointCloseConfirmationWithdrawn',
  builtOn: { JointItemClosed: true },
  refuse: notPursued,
});
