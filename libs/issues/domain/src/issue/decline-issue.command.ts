import { command, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus, unanswered } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Does not adopt what was raised (不予采纳), once everybody who raised it has had a reply (须答复) [C1.0.b]. */
export const declineIssue = command({
  name: 'DeclineIssue',
  title: { zh: '不予采纳', en: 'Do not adopt' },
  clauses: ['C1.0.b'],
  schema: z.strictObject({ reason: text() }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['TRIAGED'], facts, (issue) => unanswered(issue) ?? [issueEvents.IssueNotAdopted(input)]),
});
