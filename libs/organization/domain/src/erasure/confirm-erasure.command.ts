import { actsFor, command, reject, role } from '@taizhang/kernel';
import { erasureEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ERASURE_NEEDS_ANOTHER_PERSON, ERASURE_NOT_REQUESTED } from './erasure.rejections.js';
import { DEPLOYMENT_CONTEXTS } from './erasure.rules.js';
import type { ErasureState } from './erasure.state.js';

/** Confirms an erasure (确认删除): from here on it is carried out, and nothing brings back what is destroyed. */
export const confirmErasure = command({
  name: 'ConfirmErasure',
  title: { zh: '确认删除', en: 'Confirm erasure' },
  clauses: [],
  schema: z.strictObject({}),
  allow: role('audit-admin', 'committee-secretary').at('unit-or-superior'),
  needs: () => ({ contexts: DEPLOYMENT_CONTEXTS }),
  decide: (_input, state: ErasureState, facts, { id: erasure }) => {
    if (state.kind !== 'requested') return reject(ERASURE_NOT_REQUESTED);
    const { target, basis, requestedBy, requestedAs } = state;
    if (facts.actor.role === requestedAs || actsFor(facts).some((account) => requestedBy.includes(account)))
      return reject(ERASURE_NEEDS_ANOTHER_PERSON);
    if (target.kind === 'disclosure') {
      const { context, idx, digest } = target;
      return [erasureEvents.DisclosureErasureConfirmed({ erasure, context, idx, digest, basis })];
    }
    const contexts = facts.needs['contexts'];
    if (!Array.isArray(contexts)) throw new TypeError('the platform did not name its contexts');
    return [
      erasureEvents.ErasureConfirmed({ erasure, subject: target.subject, basis, contexts: contexts.map(String) }),
    ];
  },
});
