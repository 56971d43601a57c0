import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { MEASURE_ALREADY_DONE, MEASURE_INCOMPLETE, MEASURE_UNKNOWN, NO_EVIDENCE } from './issue.rejections.js';
import { inStatus, misdated, OPEN_FOR_WORK } from './issue.rules.js';
import { leadingUnit, type IssueState } from './issue.state.js';

/** Completes a measure (完成整改措施) with a stated outcome and evidence of its own [C1.0.g]. */
export const completeMeasure = command({
  name: 'CompleteMeasure',
  title: { zh: '完成整改措施', en: 'Complete measure' },
  clauses: ['C1.0.g'],
  schema: z.strictObject({ measure: id(), completedOn: date(), outcome: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, (issue) => {
      const measure = entryOf(issue.measures, input.measure);
      if (measure === undefined) return reject(MEASURE_UNKNOWN, { measure: input.measure });
      if (measure.done) return reject(MEASURE_ALREADY_DONE, { measure: input.measure });
      if (measure.owner === null || (measure.deadline === null && measure.kind !== 'CONTINUOUS')) {
        return reject(MEASURE_INCOMPLETE, { measure: input.measure });
      }
      const wrongDate = misdated(issue, facts, 'completedOn', input.completedOn);
      if (wrongDate !== undefined) return wrongDate;
      const evidence = Object.keys(issue.evidence).filter((name) => issue.evidence[name]?.measure === input.measure);
      if (evidence.length === 0) return reject(NO_EVIDENCE, { measure: input.measure });
      return [issueEvents.MeasureCompleted({ ...input, evidence })];
    }),
});
