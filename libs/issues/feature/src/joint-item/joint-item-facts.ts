import type { JsonValue } from '@taizhang/kernel';
import { ISSUE_STATUS_FACT, OPEN_JOINT_ITEMS_FACT, type OpenJointItems } from '@taizhang/issues-domain';
import { ledgerFact, type FactProvider } from '@taizhang/platform';
import { rectificationLedgerView } from '../rectification-ledger.view.js';
import { jointItemsView } from './joint-items.view.js';

/** Statuses of an item that nobody pursues any more. */
const OVER: readonly unknown[] = ['CLOSED', 'WITHDRAWN'];

/** How an issue stands that a joint item is about, and which are pursued of an issue, from this context's own views. */
export const jointItemFacts: Readonly<Record<string, FactProvider>> = {
  [ISSUE_STATUS_FACT]: ledgerFact('issues', rectificationLedgerView.name, async ({ ledger, rest: [code] }, reads) => {
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    return found?.doc['status'] ?? null;
  }),
  [OPEN_JOINT_ITEMS_FACT]: ledgerFact('issues', jointItemsView.name, async ({ ledger, rest: [code], seen }, reads) => {
    const found = await reads.all(jointItemsView.name, {
      ledgers: [ledger],
      where: [{ op: 'eq', field: 'issue', value: code }],
    });
    const open = found.filter(({ doc }) => !OVER.includes(doc['status'])).map(({ key: item }) => item);
    const answer: OpenJointItems = { open, seen };
    return answer as unknown as JsonValue; // holds JSON only
  }),
};
