import { command, text } from '@taizhang/kernel';
import { petitionEvents, REVIEW_OUTCOMES } from '@taizhang/contracts';
import { z } from 'zod';
import { HANDLERS, inStatus, ownOpinion } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** The unit above the reviewing one gives its recheck opinion (出具复核意见), after which the same facts are not taken up again. */
export const recheckPetition = command({
  name: 'RecheckPetition',
  title: { zh: '出具复核意见', en: 'Recheck petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({ outcome: z.enum(REVIEW_OUTCOMES), opinion: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  decide: ({ outcome, opinion }, state: PetitionState, facts) =>
    inStatus(state, ['RECHECK_REQUESTED'], facts, (petition) => {
      const { effectiveOn: recheckedOn } = facts;
      const overdue = petition.dueOn !== null && recheckedOn > petition.dueOn;
      const rechecked = petitionEvents.PetitionRechecked({ outcome, recheckedOn, overdue, opinion });
      return ownOpinion(petition, facts) ?? [rechecked];
    }),
});
