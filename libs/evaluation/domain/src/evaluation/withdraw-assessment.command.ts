import { role, withdrawal } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { ofBureau, recusedOrGone } from './evaluation.rules.js';

/** Withdraws a wrong assessment (撤回综合评估), before anything was proposed or lifted on it. */
export const withdrawAssessment = withdrawal({
  name: 'WithdrawAssessment',
  title: { zh: '撤回综合评估', en: 'Withdraw assessment' },
  clauses: ['C5.15'],
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  events: evaluationEvents,
  act: 'ComprehensiveAssessmentRecorded',
  by: 'AssessmentWithdrawn',
  builtOn: {
    CriticismProposed: (act, later) => later.object === act.object,
    SummaryMeetingBlockLifted: (act, later) => later.object === act.object,
  },
  refuse: recusedOrGone,
});
