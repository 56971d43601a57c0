import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a vote that was recorded wrongly (撤回表决记录), and with it what came of it, before anything is built on it. */
export const withdrawCommitteeVote = withdrawal({
  name: 'WithdrawCommitteeVote',
  title: { zh: '撤回表决记录', en: 'Withdraw committee vote' },
  clauses: ['C5.16'],
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'CommitteeVoteRecorded',
  by: 'CommitteeVoteWithdrawn',
  builtOn: {
    CriticismNoticeIssued: (act, later) => later.object === act.object && later.proposal === act.proposal,
    CriticismProposed: (act, later) => later.object === act.object && later.proposal > act.proposal,
    SummaryMeetingHeld: true,
  },
  refuse: recusedOrGone,
});
