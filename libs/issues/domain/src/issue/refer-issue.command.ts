import { command, role, text } from '@taizhang/kernel';
import { issueEvents, REFERRAL_ORGANS } from '@taizhang/contracts';
import { z } from 'zod';
import { inStatus } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Refers an issue to another organ, or as a lead to the discipline function (移送) [C1.1.h, C1.1.i]. */
export const referIssue = command({
  name: 'ReferIssue',
  title: { zh: '移送', en: 'Refer' },
  clauses: ['C1.1.h', 'C1.1.i'],
  schema: z.strictObject({ organ: z.enum(REFERRAL_ORGANS), reason: text() }),
  allow: role('branch-secretary', 'campaign-office', 'discipline-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['TRIAGED'], facts, () => [issueEvents.IssueReferred(input)]),
});
