import { STAGE_FACT } from '@taizhang/contracts';
import type { FactProvider } from '../context/context-feature.js';
import { ledgerFact } from '../context/ledger-fact.js';
import { STAGE_DIRECTORY } from './stage-directory.view.js';

/** Facts of the stages that a context follows by its {@link STAGE_DIRECTORY}: {@link STAGE_FACT}, `null` where none was opened or it was withdrawn. */
export const stageFacts: Readonly<Record<string, FactProvider>> = {
  [STAGE_FACT]: ledgerFact('campaigns', STAGE_DIRECTORY, async ({ ledger, rest: [stage] }, reads) => {
    const found = await reads.get(STAGE_DIRECTORY, ledger, stage);
    return found === undefined || found.doc['status'] === 'WITHDRAWN' ? null : found.doc;
  }),
};
