import { command, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { REVIEW_NOT_DUE } from './issue-course.rejections.js';
import { hindrance, inStatus } from './issue.rules.js';
import { jointlyPursued, jointNeeds } from './open-joint-items.rules.js';
import { leadingUnit, type Issue, type IssueState } from './issue.state.js';

/** Asks for close-out (申请销号): refused while an origin is unanswered, a measure open, evidence missing or a joint item pursued. */
export const requestClose = command({
  name: 'RequestClose',
  title: { zh: '申请销号', en: 'Request close-out' },
  clauses: ['C1.0.b', 'C1.0.g', 'C1.1.m', 'C6.11'],
  schema: z.strictObject({ effect: text() }),
  allow: role('branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at('unit'),
  judgedAt: (_input, _target, state: IssueState) => leadingUnit(state),
  needs: (_input, { bureau, id: code }) => jointNeeds(bureau, code),
  decide: (input, state: IssueState, facts) =>
    inStatus(
      state,
      ['IN_RECTIFICATION', 'RETURNED', 'LONG_TERM'],
      facts,
      (issue) =>
        notYetDue(issue, facts) ??
        hindrance(issue) ??
        jointlyPursued(facts) ?? [issueEvents.CloseRequested({ ...input, round: issue.round + 1 })],
    ),
});

/** What is kept up for long is handed in on its review dates. */
function notYetDue({ status, reviewOn }: Issue, { effectiveOn }: Facts): Rejection | undefined {
  return status === 'LONG_TERM' && reviewOn !== null && effectiveOn < reviewOn
    ? reject(REVIEW_NOT_DUE, { reviewOn })
    : undefined;
}
