import { CHANNEL_FACT } from '@taizhang/issues-domain';
import { ledgerFact, type FactProvider } from '@taizhang/platform';
import { channelsView } from './channels.view.js';

/** How a bureau's channels stand, from this context's own view. */
export const channelFacts: Readonly<Record<string, FactProvider>> = {
  [CHANNEL_FACT]: ledgerFact('issues', channelsView.name, async ({ ledger, rest: [channel] }, reads) => {
    const found = await reads.get(channelsView.name, ledger, channel);
    return found?.doc['status'] ?? null;
  }),
};
