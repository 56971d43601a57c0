import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS, unitOfAct } from './joint-item.rules.js';

/** Withdraws a solution that was none (撤回解决情况), by the side whose it was. */
export const withdrawJointSolution = withdrawal({
  name: 'WithdrawJointSolution',
  title: { zh: '撤回解决情况', en: 'Withdraw joint solution' },
  clauses: ['C6.13'],
  allow: SPEAKERS,
  judgedAt: unitOfAct,
  events: jointItemEvents,
  act: 'JointItemSolved',
  by: 'JointSolutionWithdrawn',
  builtOn: { JointItemClosed: true },
  refuse: notPursued,
});
