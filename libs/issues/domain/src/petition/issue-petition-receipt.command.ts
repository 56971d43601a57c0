import { command, reject, sha256Hex } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { validUntil } from '../intake/intake.rules.js';
import { HANDLERS, notPursued, recused } from './petition.rules.js';
import { PETITION_UNKNOWN } from './petition.rejections.js';
import type { PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/** Gives the petitioner a receipt code (出具查询码), by which he follows and rates the handling; a new one replaces one that was lost. */
export const issuePetitionReceipt = command({
  name: 'IssuePetitionReceipt',
  title: { zh: '出具查询码', en: 'Issue receipt code' },
  clauses: ['C3.17'],
  schema: z.strictObject({ receipt: sha256Hex() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  decide: ({ receipt }, state: PetitionState, facts) => {
    if (state.kind === 'none') return reject(PETITION_UNKNOWN);
    const refused = notPursued(state) ?? recused(state, facts);
    return refused ?? [petitionEvents.PetitionReceiptIssued({ receipt, validUntil: validUntil(facts.today) })];
  },
});
