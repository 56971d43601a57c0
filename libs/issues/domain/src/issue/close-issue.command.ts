import { command, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { beforeRequest, hindrance, inStatus, selfReview } from './issue.rules.js';
import { jointlyPursued, jointNeeds, whileNoneIsIdentified } from './open-joint-items.rules.js';
import type { IssueState } from './issue.state.js';

/** Closes an issue out (销号): every origin answered, every measure done, evidence there, no joint item pursued, reviewer not the owner (domain §1.3). */
export const closeIssue = command({
  name: 'CloseIssue',
  title: { zh: '销号', en: 'Close out' },
  clauses: ['C1.0.b', 'C1.0.g', 'C1.1.m', 'C6.11'],
  schema: z.strictObject({ opinion: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group', 'branch-secretary').at('unit-or-superior'),
  needs: (_input, { bureau, id: code }) => jointNeeds(bureau, code),
  decide: (input, state: IssueState, facts) =>
    inStatus(
      state,
      ['SUBMITTED'],
      facts,
      (issue) =>
        selfReview(issue, facts) ??
        beforeRequest(issue, facts) ??
        hindrance(issue) ??
        jointlyPursued(facts) ?? {
          events: [issueEvents.IssueClosed({ ...input, round: issue.round, closedOn: facts.effectiveOn })],
          none: whileNoneIsIdentified(facts),
        },
    ),
});
