import { command, id, int, reject, role, sealedDigest, text } from '@taizhang/kernel';
import { ERASURE_GROUNDS, erasureEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ERASURE_ALREADY_REQUESTED, ERASURE_CONTEXT_UNKNOWN } from './erasure.rejections.js';
import { DEPLOYMENT_CONTEXTS } from './erasure.rules.js';
import type { ErasureState } from './erasure.state.js';

/** Asks for the erasure of one sealed value (申请删除一项内容), named by the leaf of this bureau's ledger that holds it. */
export const requestDisclosureErasure = command({
  name: 'RequestDisclosureErasure',
  title: { zh: '申请删除一项内容', en: 'Request erasure of one value' },
  clauses: [],
  schema: z.strictObject({
    context: id(),
    idx: int().min(0),
    digest: sealedDigest(),
    basis: z.enum(ERASURE_GROUNDS),
    reason: text(),
  }),
  allow: role('security-admin').at('unit-or-superior'),
  needs: () => ({ contexts: DEPLOYMENT_CONTEXTS }),
  decide: (input, state: ErasureState, { needs }, target) => {
    if (state.kind !== 'none') return reject(ERASURE_ALREADY_REQUESTED);
    const { contexts } = needs;
    if (!Array.isArray(contexts) || !contexts.includes(input.context)) return reject(ERASURE_CONTEXT_UNKNOWN);
    return [erasureEvents.DisclosureErasureRequested({ erasure: target.id, ...input })];
  },
});
