import { bureauOf, policy, type PolicyCommand } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';

const { IssueClosed } = issueEvents.definitions;

/** When an issue is closed out (销号), the finding that it came from closes, and not before [C3.16]. */
export const findingsCloseWithIssuesPolicy = policy({
  name: 'findings-close-with-issues',
  context: 'rules',
  clauses: ['C3.16'],
  on: { [IssueClosed.type]: { version: IssueClosed.version } },
  react: async ({ ledger, stream, data }, reads) => {
    const issue = stream.slice('issue/'.length);
    const checks = await reads.find('checks', { openIssues: issue });
    return checks
      .filter((found) => bureauOf(found.ledger) === bureauOf(ledger))
      .map(({ doc }): PolicyCommand => ({
        context: 'rules',
        aggregate: 'check',
        command: 'CloseCheckFinding',
        bureau: bureauOf(ledger),
        id: String(doc['check']),
        input: { issue, on: String(data['closedOn']) },
      }));
  },
});
