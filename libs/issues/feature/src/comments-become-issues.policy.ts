import { bureauOf, policy, type JsonObject, type PolicyCommand, type ReactedEvent } from '@taizhang/kernel';
import { commentEvents } from '@taizhang/contracts';

const { FeedbackTriaged, FeedbackTriageWithdrawn } = commentEvents.definitions;

/**
 * What is triaged so becomes an issue by itself (评议意见转为问题), under the code that it was triaged with; a comment that is only linked
 * to an issue is a reference, and no origin of it [C5.10]. When the triage is withdrawn, so is the issue, unless work on it has begun.
 */
export const commentsBecomeIssuesPolicy = policy({
  name: 'comments-become-issues',
  context: 'issues',
  clauses: ['C1.0.b', 'C5.10'],
  on: {
    [FeedbackTriaged.type]: { version: FeedbackTriaged.version },
    [FeedbackTriageWithdrawn.type]: { version: FeedbackTriageWithdrawn.version },
  },
  react: (event) => Promise.resolve(event.type === FeedbackTriaged.type ? raising(event) : withdrawing(event)),
});

const OF_BUREAU = { context: 'issues', aggregate: 'issue' } as const;
const commentOf = (stream: string): string => stream.slice('comment/'.length);

function raising({ ledger, stream, data }: ReactedEvent): readonly PolicyCommand[] {
  const { outcome, issue, on } = data;
  const raises = (data['raises'] ?? null) as JsonObject | null; // as that event has it
  if (outcome !== 'RAISED' || raises === null) return [];
  const comment = commentOf(stream);
  const manifestation = `民主评议中提出的意见建议，详见意见 ${comment}。`;
  const input = { ...raises, comment, raisedOn: String(on), manifestation };
  return [{ ...OF_BUREAU, command: 'RaiseIssueOfComment', bureau: bureauOf(ledger), id: String(issue), input }];
}

function withdrawing({ ledger, stream, data: { issue = null } }: ReactedEvent): readonly PolicyCommand[] {
  if (issue === null) return [];
  const input = { comment: commentOf(stream), reason: '该意见的分办已撤回。' };
  return [{ ...OF_BUREAU, command: 'WithdrawIssueOfComment', bureau: bureauOf(ledger), id: String(issue), input }];
}
