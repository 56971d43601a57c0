import { policy } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { toChecksOf } from './findings-of-issue.js';

const { IssueClosed, ReopeningWithdrawn } = issueEvents.definitions;

/**
 * When an issue is closed out (销号), the finding that it came from closes, and not before [C3.16]; one that was merged, with the
 * issue that it was merged into.
 */
export const findingsCloseWithIssuesPolicy = policy({
  name: 'findings-close-with-issues',
  context: 'rules',
  clauses: ['C3.16'],
  on: {
    [IssueClosed.type]: { version: IssueClosed.version },
    [ReopeningWithdrawn.type]: { version: ReopeningWithdrawn.version },
  },
  react: (event, reads) =>
    toChecksOf(event, 'openIssues', reads, (issue) => {
      const { closedOn = null } = event.data;
      return { command: 'CloseCheckFinding', input: { issue, on: closedOn } };
    }),
});
