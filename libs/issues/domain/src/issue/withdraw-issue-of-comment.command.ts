import { actsOf, command, id, reject, role, text, WITHDRAWAL_ACT_UNKNOWN } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import type { IssueState } from './issue.state.js';
import { withdrawIssue } from './withdraw-issue.command.js';

const RAISED = issueEvents.definitions.IssueRaised.type;

/**
 * Withdraws the issue that a comment became when its triage is withdrawn (意见分办撤回，问题登记随之撤回); given by a policy. Once work has been
 * assigned it is refused like any other withdrawal, and the issue goes on [C5.10].
 */
export const withdrawIssueOfComment = command({
  name: 'WithdrawIssueOfComment',
  title: { zh: '随意见分办撤回登记', en: 'Withdraw issue of comment' },
  clauses: ['C1.0.b', 'C5.10'],
  schema: z.strictObject({ comment: id(), reason: text() }),
  allow: role('system').at('anywhere'),
  decide: ({ comment, reason }, state: IssueState, facts, target) => {
    const raised = actsOf(state).find(({ type }) => type === RAISED);
    if (raised?.data['record'] !== `comment/${comment}`) return reject(WITHDRAWAL_ACT_UNKNOWN);
    return withdrawIssue.decide({ event: raised.meta.id, reason }, state, facts, target);
  },
});
