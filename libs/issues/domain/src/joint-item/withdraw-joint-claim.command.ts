import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS } from './joint-item.rules.js';
import { superiorOf, type JointItemState } from './joint-item.state.js';

/** Withdraws a wrong claim (撤回认领): the lead goes back. */
export const withdrawJointClaim = withdrawal({
  name: 'WithdrawJointClaim',
  title: { zh: '撤回认领', en: 'Withdraw joint claim' },
  clauses: ['C6.12'],
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => superiorOf(state),
  events: jointItemEvents,
  act: 'JointItemClaimed',
  by: 'JointClaimWithdrawn',
  builtOn: { JointItemSolved: true },
  refuse: notPursued,
});
