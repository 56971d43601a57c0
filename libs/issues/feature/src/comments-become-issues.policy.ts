import { bureauOf, policy, type JsonObject, type PolicyCommand } from '@taizhang/kernel';
import { commentEvents } from '@taizhang/contracts';

const { FeedbackTriaged } = commentEvents.definitions;

/**
 * What is triaged so becomes an issue by itself (评议意见转为问题), under the code that it was triaged with; a comment that is only linked
 * to an issue is a reference, and no origin of it [C5.10].
 */
export const commentsBecomeIssuesPolicy = policy({
  name: 'comments-become-issues',
  context: 'issues',
  clauses: ['C1.0.b', 'C5.10'],
  on: { [FeedbackTriaged.type]: { version: FeedbackTriaged.version } },
  react: ({ ledger, stream, data }) => {
    const { outcome, issue, on } = data;
    const raises = (data['raises'] ?? null) as JsonObject | null; // as that event has it
    if (outcome !== 'RAISED' || raises === null) return Promise.resolve([]);
    const comment = stream.slice('comment/'.length);
    const raise: PolicyCommand = {
      context: 'issues',
      aggregate: 'issue',
      command: 'RaiseIssueOfComment',
      bureau: bureauOf(ledger),
      id: String(issue),
      input: {
        ...raises,
        comment,
        raisedOn: String(on),
        manifestation: `民主评议中提出的意见建议，详见意见 ${comment}。`,
      },
    };
    return Promise.resolve([raise]);
  },
});
