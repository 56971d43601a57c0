import { command, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { beforeRequest, inStatus, selfReview } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Returns a close-out request with its reason (退回整改). */
export const returnClose = command({
  name: 'ReturnClose',
  title: { zh: '退回整改', en: 'Return' },
  clauses: ['C1.1.m'],
  schema: z.strictObject({ reason: text() }),
  allow: role('campaign-office', 'superior-office', 'supervision-group', 'branch-secretary').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(
      state,
      ['SUBMITTED'],
      facts,
      (issue) =>
        selfReview(issue, facts) ??
        beforeRequest(issue, facts) ?? [issueEvents.CloseReturned({ ...input, round: issue.round })],
    ),
});
