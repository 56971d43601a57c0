import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a proposal (撤回通报批评建议), before the committee votes on it. */
export const withdrawProposal = withdrawal({
  name: 'WithdrawProposal',
  title: { zh: '撤回通报批评建议', en: 'Withdraw proposal' },
  clauses: ['C5.15'],
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'CriticismProposed',
  by: 'ProposalWithdrawn',
  builtOn: { CommitteeVoteRecorded: (act, later) => later.object === act.object && later.proposal === act.proposal },
  refuse: recusedOrGone,
});
