import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a notice that was wrong (撤回通报): criticism stays adopted and is notified anew, and the meeting stays on hold. */
export const withdrawCriticismNotice = withdrawal({
  name: 'WithdrawCriticismNotice',
  title: { zh: '撤回通报', en: 'Withdraw criticism notice' },
  clauses: ['C5.16'],
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'CriticismNoticeIssued',
  by: 'CriticismNoticeWithdrawn',
  builtOn: {
    RequirementMetFound: (act, later) => later.object === act.object,
    SummaryMeetingBlockLifted: (act, later) => later.object === act.object,
  },
  refuse: recusedOrGone,
});
