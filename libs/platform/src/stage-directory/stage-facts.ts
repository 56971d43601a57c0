import { isLedgerId, ledgerId } from '@taizhang/kernel';
import { STAGE_FACT } from '@taizhang/contracts';
import type { FactProvider } from '../context/context-feature.js';
import { STAGE_DIRECTORY } from './stage-directory.view.js';

/** Facts of the stages that a context follows by its {@link STAGE_DIRECTORY}: {@link STAGE_FACT}, `null` where none was opened or it was withdrawn. */
export const stageFacts: Readonly<Record<string, FactProvider>> = {
  [STAGE_FACT]: async ({ key }, reads) => {
    const [bureau = '', stage = ''] = key.split('/', 2);
    if (!isLedgerId(`campaigns/${bureau}`)) return { value: null, consulted: [] };
    const ledger = ledgerId('campaigns', bureau);
    const size = await reads.seen(STAGE_DIRECTORY, ledger);
    const found = await reads.get(STAGE_DIRECTORY, ledger, stage);
    const stands = found !== undefined && found.doc['status'] !== 'WITHDRAWN';
    return { value: stands ? found.doc : null, consulted: [{ ledger, size }] };
  },
};
