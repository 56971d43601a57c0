import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { issue } from './issue.aggregate.js';
import { known, raised } from './issue.examples.js';
import { raiseIssueOfComment } from './raise-issue-of-comment.command.js';

const told = {
  unit: 'b-jia',
  stage: 'stage-2',
  raisedOn: '2014-07-17',
  wind: 'BUREAUCRATISM',
  manifestation: '评议中提出的意见建议',
} as const;
const input = { ...told, comment: 'yj-1' };
const policy = { id: '2014-0088', known, actor: { id: 'policy:comments-become-issues', role: 'system' } as const };
const become = (stage: string | null) =>
  issueEvents.IssueRaised({
    ...told,
    stage,
    code: '2014-0088',
    origin: 'comment',
    source: 'EVALUATION_FEEDBACK',
    record: 'comment/yj-1',
    anonymous: true,
    originator: null,
  });

describe('raise the issue of a comment 评议意见转为问题', () => {
  it('[C5.10] [C1.0.b] names the comment that it came from; whoever made it is owed a reply and stays unnamed', () => {
    given(issue).when(raiseIssueOfComment, input, policy).then(become('stage-2'));
    expect(given(issue, become('stage-2')).state).toMatchObject({ origins: { comment: { answered: false } } });
  });

  it('[C5.10] is raised outside of a stage that was closed meanwhile, or given up', () => {
    const shut = { ...known, 'issues.stage-door/wgx-0371/stage-2': { shut: true, seen: 9 } };
    given(issue)
      .when(raiseIssueOfComment, input, { ...policy, known: shut })
      .then(become(null));
    given(issue)
      .when(raiseIssueOfComment, input, { ...policy, known: {} })
      .then(become(null));
    given(issue)
      .when(raiseIssueOfComment, { ...input, stage: null }, policy)
      .then(become(null));
  });

  it('refuses a code in use, and is nobody’s command', () => {
    given(issue, raised).when(raiseIssueOfComment, input, policy).thenRejected('ISSUE_ALREADY_RAISED');
    expect(raiseIssueOfComment.allow.roles).toEqual(['system']);
  });
});
