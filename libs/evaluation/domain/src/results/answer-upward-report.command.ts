import { command, reject, role, text } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REPORT_ALREADY_ACKNOWLEDGED, REPORT_UPWARD_FIRST } from './results.rejections.js';
import { onResults } from './results.rules.js';
import { superiorOfResults, type ResultsState } from './results.state.js';

/** Answers the report (批复上报材料) as the superior that got it. */
export const answerUpwardReport = command({
  name: 'AnswerUpwardReport',
  title: { zh: '批复上报材料', en: 'Answer upward report' },
  clauses: ['C5.8'],
  schema: z.strictObject({ answer: text() }),
  allow: role('superior-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: ResultsState) => superiorOfResults(state),
  decide: ({ answer }, state: ResultsState, facts) =>
    onResults(state, ({ status }) => {
      if (status === 'SUMMARISED') return reject(REPORT_UPWARD_FIRST);
      if (status === 'ANSWERED') return reject(REPORT_ALREADY_ACKNOWLEDGED);
      return [resultsEvents.UpwardReportAnswered({ answer, on: facts.effectiveOn })];
    }),
});
