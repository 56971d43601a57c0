import { command, date, int, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, misdated, OPEN_FOR_WORK } from './issue.rules.js';
import { contributingUnits, type IssueState } from './issue.state.js';

/** Reports how the work goes (报告进展), by the lead or a supporting unit. */
export const reportProgress = command({
  name: 'ReportProgress',
  title: { zh: '报告进展', en: 'Report progress' },
  clauses: ['C1.0.g'],
  schema: z.strictObject({ on: date(), percent: int().min(0).max(100).nullable().default(null), progress: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => contributingUnits(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(
      state,
      OPEN_FOR_WORK,
      facts,
      (issue) => misdated(issue, facts, 'on', input.on) ?? [issueEvents.ProgressReported(input)],
    ),
});
