import { command, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REVIEW_NOT_DUE } from './issue-course.rejections.js';
import { hindrance, inStatus } from './issue.rules.js';
import { leadingUnit, type Issue, type IssueState } from './issue.state.js';

/** Asks for close-out (申请销号): refused while an origin is unanswered, a measure open or evidence missing. */
export const requestClose = command({
  name: 'RequestClose',
  title: { zh: '申请销号', en: 'Request close-out' },
  clauses: ['C1.0.b', 'C1.0.g', 'C1.1.m'],
  schema: z.strictObject({ effect: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  decide: (input, state: IssueState, facts) =>
    inStatus(
      state,
      ['IN_RECTIFICATION', 'RETURNED', 'LONG_TERM'],
      facts,
      (issue) =>
        notYetDue(issue, facts) ??
        hindrance(issue) ?? [issueEvents.CloseRequested({ ...input, round: issue.round + 1 })],
    ),
});

/** What is kept up for long is handed in on its review dates. */
function notYetDue({ status, reviewOn }: Issue, { effectiveOn }: Facts): Rejection | undefined {
  return status === 'LONG_TERM' && reviewOn !== null && effectiveOn < reviewOn
    ? reject(REVIEW_NOT_DUE, { reviewOn })
    : undefined;
}
