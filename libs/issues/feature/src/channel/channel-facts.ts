import { isLedgerId, ledgerId } from '@taizhang/kernel';
import { CHANNEL_FACT } from '@taizhang/issues-domain';
import type { FactProvider } from '@taizhang/platform';
import { channelsView } from './channels.view.js';

/** How a bureau's channels stand, from this context's own view. */
export const channelFacts: Readonly<Record<string, FactProvider>> = {
  [CHANNEL_FACT]: async ({ key }, reads) => {
    const [bureau = '', channel = ''] = key.split('/', 2);
    if (!isLedgerId(`issues/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('issues', bureau);
    const size = await reads.seen(channelsView.name, ledger);
    const found = await reads.get(channelsView.name, ledger, channel);
    return { value: found?.doc['status'] ?? null, consulted: [{ ledger, size }] };
  },
};
