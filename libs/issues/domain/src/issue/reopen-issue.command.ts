import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, REOPENING_GROUNDS } from '@taizhang/contracts';
import { z } from 'zod';
import { LOOK_BACK_MISSING } from './issue-course.rejections.js';
import { DEADLINE_IN_PAST } from './issue.rejections.js';
import { inStatus } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Takes a closed issue up again (重新整改) after a look-back, new evidence or an appeal; its first close stays in its history [C6.2]. */
export const reopenIssue = command({
  name: 'ReopenIssue',
  title: { zh: '重新整改', en: 'Reopen' },
  clauses: ['C6.2'],
  schema: z.strictObject({
    ground: z.enum(REOPENING_GROUNDS),
    lookBack: id().nullable().default(null),
    deadline: date(),
    reason: text(),
  }),
  allow: role('campaign-office', 'superior-office', 'supervision-group').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['CLOSED'], facts, () => {
      if (input.ground === 'LOOK_BACK' && input.lookBack === null) return reject(LOOK_BACK_MISSING);
      return input.deadline < facts.effectiveOn ? reject(DEADLINE_IN_PAST) : [issueEvents.IssueReopened(input)];
    }),
});
