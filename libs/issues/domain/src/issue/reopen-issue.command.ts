import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, REOPENING_GROUNDS } from '@taizhang/contracts';
import { z } from 'zod';
import { LOOK_BACK_MISSING, LOOK_BACK_UNKNOWN } from './issue-course.rejections.js';
import { DEADLINE_IN_PAST } from './issue.rejections.js';
import { inStatus } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Issues that a look-back (回头看) drew, `null` where none was begun or it was withdrawn: key = `<bureau>/<look-back>`. */
export const LOOK_BACK_FACT = 'campaigns.look-back';

/** Takes a closed issue up again (重新整改) after a look-back that drew it, new evidence or an appeal; its first close stays in its history [C6.2]. */
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
  needs: ({ lookBack }, { bureau }) =>
    lookBack === null ? {} : { drawn: { fact: LOOK_BACK_FACT, key: `${bureau}/${lookBack}` } },
  decide: (input, state: IssueState, facts, { id: issue }) =>
    inStatus(state, ['CLOSED'], facts, () => {
      const { ground, lookBack } = input;
      if (ground === 'LOOK_BACK' && lookBack === null) return reject(LOOK_BACK_MISSING);
      const { drawn } = facts.needs;
      if (lookBack !== null && !(Array.isArray(drawn) && drawn.includes(issue)))
        return reject(LOOK_BACK_UNKNOWN, { lookBack });
      return input.deadline < facts.effectiveOn ? reject(DEADLINE_IN_PAST) : [issueEvents.IssueReopened(input)];
    }),
});
