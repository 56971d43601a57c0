import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/**
 * Withdraws a certified tally that was wrong (撤回计票结果), and with it the hold that came of it: an act of the committee, since
 * the meeting depends on it, and only while nothing was built on the tally.
 */
export const withdrawTally = withdrawal({
  name: 'WithdrawTally',
  title: { zh: '撤回计票结果', en: 'Withdraw tally' },
  clauses: ['C5.12'],
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'TallyCertified',
  by: 'TallyWithdrawn',
  builtOn: { ComprehensiveAssessmentRecorded: (act, later) => later.object === act.object, SummaryMeetingHeld: true },
  refuse: recusedOrGone,
});
