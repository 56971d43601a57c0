import { policy } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { toChecksOf } from './findings-of-issue.js';

const { IssueReopened } = issueEvents.definitions;

/** When an issue is taken up again (重新整改), so is the finding that it came from [C3.16]. */
export const findingsReopenWithIssuesPolicy = policy({
  name: 'findings-reopen-with-issues',
  context: 'rules',
  clauses: ['C3.16'],
  on: { [IssueReopened.type]: { version: IssueReopened.version } },
  react: (event, reads) =>
    toChecksOf(event, 'closedIssues', reads, (issue) => ({ command: 'ReopenCheckFinding', input: { issue } })),
});
