import { isLedgerId, ledgerId } from '@taizhang/kernel';
import { ISSUE_STATUS_FACT } from '@taizhang/issues-domain';
import type { FactProvider } from '@taizhang/platform';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

/** How an issue stands that a joint item is about, from this context's own view. */
export const jointItemFacts: Readonly<Record<string, FactProvider>> = {
  [ISSUE_STATUS_FACT]: async ({ key }, reads) => {
    const [bureau = '', code = ''] = key.split('/', 2);
    if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('issues', bureau);
    const size = await reads.seen(rectificationLedgerView.name, ledger);
    const found = await reads.get(rectificationLedgerView.name, ledger, code);
    return { value: found?.doc['status'] ?? null, consulted: [{ ledger, size }] };
  },
};
