import { command, reject, role } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REPORT_ALREADY_ACKNOWLEDGED, REPORT_UPWARD_FIRST } from './results.rejections.js';
import { onResults } from './results.rules.js';
import { superiorOfResults, type ResultsState } from './results.state.js';

/** Acknowledges the report (签收上报材料) as the superior that got it. */
export const acknowledgeUpwardReport = command({
  name: 'AcknowledgeUpwardReport',
  title: { zh: '签收上报材料', en: 'Acknowledge upward report' },
  clauses: ['C5.8'],
  schema: z.strictObject({}),
  allow: role('superior-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: ResultsState) => superiorOfResults(state),
  decide: (_input, state: ResultsState, facts) =>
    onResults(state, ({ status }) => {
      if (status === 'SUMMARISED') return reject(REPORT_UPWARD_FIRST);
      if (status !== 'SUBMITTED') return reject(REPORT_ALREADY_ACKNOWLEDGED);
      return [resultsEvents.UpwardReportAcknowledged({ on: facts.effectiveOn })];
    }),
});
