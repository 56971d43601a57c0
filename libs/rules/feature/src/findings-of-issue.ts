import { bureauOf, type LedgerId, type PolicyCommand, type PolicyReads, type ReactedEvent } from '@taizhang/kernel';
import { checksView } from './checks.view.js';
import { ISSUE_DIRECTORY } from './issue-directory.view.js';

/** An issue and all that were merged into it, also by way of others: they are pursued as one. */
async function pursuedAs(ledger: LedgerId, code: string, reads: PolicyReads): Promise<readonly string[]> {
  const codes = new Set([code]);
  for (const main of codes) {
    const merged = await reads.find(ISSUE_DIRECTORY, { mergedInto: main });
    for (const found of merged) if (found.ledger === ledger) codes.add(String(found.doc['code']));
  }
  return [...codes];
}

/** Commands to the checks of the bureau that have findings of an issue, open or closed ones, or of one merged into it. */
export async function toChecksOf(
  { ledger, stream }: ReactedEvent,
  which: 'openIssues' | 'closedIssues',
  reads: PolicyReads,
  give: (issue: string) => Pick<PolicyCommand, 'command' | 'input'>,
): Promise<readonly PolicyCommand[]> {
  const bureau = bureauOf(ledger);
  const codes = await pursuedAs(ledger, stream.slice('issue/'.length), reads);
  const commands = codes.map(async (issue) => {
    const checks = await reads.find(checksView.name, { [which]: issue });
    return checks
      .filter((found) => bureauOf(found.ledger) === bureau)
      .map(({ doc }): PolicyCommand => ({
        context: 'rules',
        aggregate: 'check',
        bureau,
        id: String(doc['check']),
        ...give(issue),
      }));
  });
  return (await Promise.all(commands)).flat();
}
