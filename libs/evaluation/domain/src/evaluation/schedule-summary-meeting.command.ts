import { command, date, reject, role } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { onEvaluation } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';
import { MEETING_IN_PAST } from './summary-meeting.rejections.js';
import { meetingHindrance } from './summary-meeting.rules.js';

/** Schedules the unit's summary meeting (安排总结大会); refused while it is blocked. */
export const scheduleSummaryMeeting = command({
  name: 'ScheduleSummaryMeeting',
  title: { zh: '安排总结大会', en: 'Schedule summary meeting' },
  clauses: ['C5.17'],
  schema: z.strictObject({ for: date() }),
  allow: role('branch-secretary', 'principal', 'campaign-office').at('unit-or-superior'),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(
      state,
      facts,
      (evaluation) =>
        meetingHindrance(evaluation) ??
        (input.for < facts.effectiveOn ? reject(MEETING_IN_PAST) : [evaluationEvents.SummaryMeetingScheduled(input)]),
    ),
});
