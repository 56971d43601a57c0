import { issueEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { issue } from './issue.aggregate.js';
import { assigned, classified, raised, triaged } from './issue.examples.js';
import { withdrawIssueOfComment } from './withdraw-issue-of-comment.command.js';

const became = issueEvents.IssueRaised({
  code: '2014-0088',
  unit: 'b-jia',
  stage: null,
  origin: 'comment',
  source: 'EVALUATION_FEEDBACK',
  record: 'comment/yj-1',
  anonymous: true,
  raisedOn: '2014-07-17',
  wind: 'BUREAUCRATISM',
  manifestation: '评议中提出的意见建议',
  originator: null,
});
const reason = '该意见的分办已撤回。';
const input = { comment: 'yj-1', reason };
const policy = { id: '2014-0088', actor: { id: 'policy:comments-become-issues', role: 'system' } as const };

describe('withdraw the issue of a comment 随意见分办撤回登记', () => {
  it.each([
    ['raised', [became]],
    ['sorted', [became, triaged, classified]],
  ])('[C5.10] [C1.0.b] withdraws what is only %s', (_how, history) => {
    given(issue, ...history)
      .when(withdrawIssueOfComment, input, policy)
      .then(issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason }));
  });

  it('[C5.10] refuses once work is assigned, when the issue came of another record, and a second time', () => {
    given(issue, became, triaged, classified, assigned)
      .when(withdrawIssueOfComment, input, policy)
      .thenRejected('WITHDRAWAL_TOO_LATE');
    given(issue, raised).when(withdrawIssueOfComment, input, policy).thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    given(issue).when(withdrawIssueOfComment, input, policy).thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    const withdrawn = issueEvents.IssueWithdrawn({ event: eventIdAt(0), reason });
    given(issue, became, withdrawn).when(withdrawIssueOfComment, input, policy).thenRejected('ISSUE_STATE_FORBIDS');
  });

  it('is nobody’s command', () => {
    expect(withdrawIssueOfComment.allow.roles).toEqual(['system']);
  });
});
