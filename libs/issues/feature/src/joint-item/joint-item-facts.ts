import { isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import { ISSUE_STATUS_FACT, OPEN_JOINT_ITEMS_FACT, type OpenJointItems } from '@taizhang/issues-domain';
import type { FactProvider } from '@taizhang/platform';
import { rectificationLedgerView } from '../rectification-ledger.view.js';
import { jointItemsView } from './joint-items.view.js';

/** Statuses of an item that nobody pursues any more. */
const OVER: readonly unknown[] = ['CLOSED', 'WITHDRAWN'];

/** How an issue stands that a joint item is about, and which are pursued of an issue, from this context's own views. */
export const jointItemFacts: Readonly<Record<string, FactProvider>> = {
  [ISSUE_STATUS_FACT]: async ({ key }, reads) => {
    const [bureau = '', code = ''] = key.split('/', 2);
    if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('issues', bureau);
    const size = await reads.seen(rectificationLedgerView.name, ledger);
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    return { value: found?.doc['status'] ?? null, consulted: [{ ledger, size }] };
  },
  [OPEN_JOINT_ITEMS_FACT]: async ({ key }, reads) => {
    const [bureau = '', code = ''] = key.split('/', 2);
    if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('issues', bureau);
    const seen = await reads.seen(jointItemsView.name, ledger);
    const found = await reads.all(jointItemsView.name, {
      ledgers: [ledger],
      where: [{ op: 'eq', field: 'issue', value: code }],
    });
    const open = found.filter(({ doc }) => !OVER.includes(doc['status'])).map(({ key: item }) => item);
    const answer: OpenJointItems = { open, seen };
    return { value: answer as unknown as JsonValue, consulted: [{ ledger, size: seen }] }; // holds JSON only
  },
};
