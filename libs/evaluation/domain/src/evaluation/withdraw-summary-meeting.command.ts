import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, standsNot } from './evaluation.rules.js';

/** Withdraws a summary meeting that was recorded by mistake (撤回会议记录): it has not been held. */
export const withdrawSummaryMeeting = withdrawal({
  name: 'WithdrawSummaryMeeting',
  title: { zh: '撤回会议记录', en: 'Withdraw summary meeting' },
  clauses: ['C5.17'],
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'SummaryMeetingHeld',
  by: 'SummaryMeetingWithdrawn',
  builtOn: {},
  refuse: standsNot,
});
