import type { JsonValue } from '@taizhang/kernel';
import { DOCUMENT_NUMBER_FACT, ISSUE_FACT, type NumberHolders } from '@taizhang/rules-domain';
import { ledgerFact, normFacts, type FactProvider } from '@taizhang/platform';
import { ISSUE_DIRECTORY } from './issue-directory.view.js';
import { normsView } from './norms.view.js';

const numberHolders = ledgerFact('rules', normsView.name, async ({ ledger, rest: [document], seen }, reads) => {
  const found = await reads.all(normsView.name, {
    ledgers: [ledger],
    where: [{ op: 'eq', field: 'document', value: document }],
  });
  const norms = found.filter(({ doc }) => doc['status'] !== 'WITHDRAWN').map(({ key: norm }) => norm);
  const holders: NumberHolders = { seen, norms };
  return holders as unknown as JsonValue; // holds JSON only
});

const issue = ledgerFact('issues', ISSUE_DIRECTORY, async ({ ledger, rest: [code] }, reads) => {
  const found = await reads.get(ISSUE_DIRECTORY, ledger, code);
  return found?.doc['code'] ?? null;
});

/** Facts about norms and about the issues that findings become. */
export const rulesFacts: Readonly<Record<string, FactProvider>> = {
  ...normFacts(normsView.name),
  [DOCUMENT_NUMBER_FACT]: numberHolders,
  [ISSUE_FACT]: issue,
};
