import { command, date, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REVIEW_DATE_NOT_AHEAD } from './issue-course.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Suspends an issue (中止), with the approval of whoever supervises it, until a date: open items are never just dropped. */
export const suspendIssue = command({
  name: 'SuspendIssue',
  title: { zh: '中止', en: 'Suspend' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({ resumeOn: date(), reason: text() }),
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['RAISED', 'TRIAGED', ...OPEN_FOR_WORK], facts, () =>
      input.resumeOn <= facts.effectiveOn ? reject(REVIEW_DATE_NOT_AHEAD) : [issueEvents.IssueSuspended(input)],
    ),
});
