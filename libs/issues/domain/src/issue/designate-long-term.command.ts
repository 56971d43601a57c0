import { command, date, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REVIEW_DATE_NOT_AHEAD } from './issue-course.rejections.js';
import { inStatus } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Keeps a matter up for long (列为长期坚持): never counted as done (policy 46), looked at again on each review date. */
export const designateLongTerm = command({
  name: 'DesignateLongTerm',
  title: { zh: '列为长期坚持', en: 'Designate as long-term' },
  clauses: ['C1.1.m'],
  schema: z.strictObject({ reviewOn: date(), reason: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['IN_RECTIFICATION', 'RETURNED', 'LONG_TERM'], facts, () =>
      input.reviewOn <= facts.effectiveOn ? reject(REVIEW_DATE_NOT_AHEAD) : [issueEvents.LongTermDesignated(input)],
    ),
});
