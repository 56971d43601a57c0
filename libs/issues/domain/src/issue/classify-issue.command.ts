import { command, reject, role, text } from '@taizhang/kernel';
import { CAUSE_NATURES, ISSUE_CLASSES, issueEvents, RECTIFICATION_KINDS } from '@taizhang/contracts';
import { z } from 'zod';
import { HIDDEN_ONLY_CLASS_3 } from './issue.rejections.js';
import { inStatus } from './issue.rules.js';
import { answeringUnit, type IssueState } from './issue.state.js';

/** Classifies an issue (归类): one of the five classes, the hidden/variant flag, kind of rectification and cause. */
export const classifyIssue = command({
  name: 'ClassifyIssue',
  title: { zh: '归类', en: 'Classify' },
  clauses: ['C1.1.b', 'C1.1.c', 'C1.1.d', 'C1.1.e', 'C1.1.f', 'C1.1.g', 'C1.1.h', 'C1.1.i', 'C1.1.j', 'C1.1.k'],
  schema: z.strictObject({
    class: z.enum(ISSUE_CLASSES),
    hidden: z.boolean().default(false),
    kind: z.enum(RECTIFICATION_KINDS),
    cause: z.enum(CAUSE_NATURES),
    analysis: text(),
  }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: (_input, _target, state: IssueState) => answeringUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, ['TRIAGED'], facts, () =>
      input.hidden && !input.class.startsWith('3') ? reject(HIDDEN_ONLY_CLASS_3) : [issueEvents.IssueClassified(input)],
    ),
});
