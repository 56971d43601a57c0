import { command, id, reject, role, text, unitReference } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REPORT_ALREADY_SUBMITTED, REPORT_NOT_UPWARD } from './results.rejections.js';
import { onResults } from './results.rules.js';
import type { ResultsState } from './results.state.js';

/** Reports the results to a superior (上报评议情况), with the number of its receipt (policy 20). */
export const submitUpwardReport = command({
  name: 'SubmitUpwardReport',
  title: { zh: '上报评议情况', en: 'Submit upward report' },
  clauses: ['C5.8'],
  schema: z.strictObject({ to: unitReference(), receipt: id(), report: text() }),
  allow: role('campaign-office').at('unit'),
  needs: (_input, { bureau }) => ({ path: { fact: 'organization.unit-path', key: `${bureau}/${bureau}` } }),
  decide: (input, state: ResultsState, facts, { bureau }) =>
    onResults(state, ({ status }) => {
      if (status !== 'SUMMARISED') return reject(REPORT_ALREADY_SUBMITTED);
      const path = facts.needs['path'];
      const above = Array.isArray(path) ? path.filter((unit) => unit !== bureau) : [];
      if (!above.includes(input.to)) return reject(REPORT_NOT_UPWARD, { to: input.to });
      return [resultsEvents.UpwardReportSubmitted({ ...input, on: facts.effectiveOn })];
    }),
});
