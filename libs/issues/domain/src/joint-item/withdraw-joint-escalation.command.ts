import { withdrawal } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { notPursued, SPEAKERS } from './joint-item.rules.js';
import { subordinateOf, type JointItemState } from './joint-item.state.js';

/** Withdraws an escalation by mistake (撤回升级): of an item that had been claimed on paper, say. */
export const withdrawJointEscalation = withdrawal({
  name: 'WithdrawJointEscalation',
  title: { zh: '撤回升级', en: 'Withdraw joint escalation' },
  clauses: ['C6.12'],
  allow: SPEAKERS,
  judgedAt: (_input, _target, state: JointItemState) => subordinateOf(state),
  events: jointItemEvents,
  act: 'JointItemEscalated',
  by: 'JointEscalationWithdrawn',
  builtOn: {},
  refuse: notPursued,
});
