import { issueEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { issue } from './issue.aggregate.js';
import { raised } from './issue.examples.js';
import { raiseIssueOfFinding } from './raise-issue-of-finding.command.js';

const found = {
  unit: 'b-jia',
  stage: 'stage-2',
  check: 'jc-1',
  finding: 'f-1',
  raisedOn: '2014-08-25',
  wind: 'EXTRAVAGANCE',
  manifestation: '制度检查发现的问题',
} as const;
const policy = { id: '2014-0120', actor: { id: 'policy:findings-become-issues', role: 'system' } as const };

describe('raise the issue of a finding 检查发现转为问题', () => {
  it('[C3.15] names the check and the finding that it came from', () => {
    const { check, finding, ...told } = found;
    given(issue)
      .when(raiseIssueOfFinding, found, policy)
      .then(
        issueEvents.IssueRaised({
          ...told,
          code: '2014-0120',
          origin: 'check',
          source: 'NORM_CHECK',
          record: `check/${check}/${finding}`,
          anonymous: false,
          originator: null,
        }),
      );
  });

  it('[C3.15] refuses a code in use, and is nobody’s command', () => {
    given(issue, raised).when(raiseIssueOfFinding, found, policy).thenRejected('ISSUE_ALREADY_RAISED');
    expect(raiseIssueOfFinding.allow.roles).toEqual(['system']);
  });
});
