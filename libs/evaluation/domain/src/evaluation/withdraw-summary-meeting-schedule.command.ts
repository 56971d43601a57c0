import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { standsNot } from './evaluation.rules.js';

/** Withdraws the date of a summary meeting (撤回会议安排), before it is held. */
export const withdrawSummaryMeetingSchedule = withdrawal({
  name: 'WithdrawSummaryMeetingSchedule',
  title: { zh: '撤回会议安排', en: 'Withdraw schedule of summary meeting' },
  clauses: ['C5.17'],
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  events: evaluationEvents,
  act: 'SummaryMeetingScheduled',
  by: 'SummaryMeetingScheduleWithdrawn',
  builtOn: { SummaryMeetingHeld: true },
  refuse: standsNot,
});
