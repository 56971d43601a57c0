import { isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import { DOCUMENT_NUMBER_FACT, ISSUE_FACT, type NumberHolders } from '@taizhang/rules-domain';
import { normFacts, type FactProvider } from '@taizhang/platform';
import { ISSUE_DIRECTORY } from './issue-directory.view.js';
import { normsView } from './norms.view.js';

/** Answers which norms have a document number; what the view has seen is asked first: it may tell of more, never of less. */
const numberHolders: FactProvider = async ({ key }, reads) => {
  const [bureau = '', document = ''] = key.split('/', 2);
  if (!isLedgerId(`rules/${bureau}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('rules', bureau);
  const seen = await reads.seen(normsView.name, ledger);
  const found = await reads.all(normsView.name, {
    ledgers: [ledger],
    where: [{ op: 'eq', field: 'document', value: document }],
  });
  const norms = found.filter(({ doc }) => doc['status'] !== 'WITHDRAWN').map(({ key: norm }) => norm);
  const holders: NumberHolders = { seen, norms };
  return { value: holders as unknown as JsonValue, consulted: [{ ledger, size: seen }] }; // holds JSON only
};

const issue: FactProvider = async ({ key }, reads) => {
  const [bureau = '', code = ''] = key.split('/', 2);
  if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('issues', bureau);
  const size = await reads.seen(ISSUE_DIRECTORY, ledger);
  const found = await reads.get(ISSUE_DIRECTORY, ledger, code);
  return { value: found?.doc['code'] ?? null, consulted: [{ ledger, size }] };
};

/** Facts about norms and about the issues that findings become. */
export const rulesFacts: Readonly<Record<string, FactProvider>> = {
  ...normFacts(normsView.name),
  [DOCUMENT_NUMBER_FACT]: numberHolders,
  [ISSUE_FACT]: issue,
};
