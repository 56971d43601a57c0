import { command, text } from '@taizhang/kernel';
import { petitionEvents, REVIEW_OUTCOMES } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, REQUEST_DAYS, withLimits } from './petition.limits.js';
import { HANDLERS, inStatus, ownOpinion } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** The unit above gives its review opinion (出具复查意见), by somebody whose opinion is not under review. */
export const reviewPetition = command({
  name: 'ReviewPetition',
  title: { zh: '出具复查意见', en: 'Review petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({ outcome: z.enum(REVIEW_OUTCOMES), opinion: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  needs: (_input, { bureau }) => limitNeeds(bureau),
  decide: ({ outcome, opinion }, state: PetitionState, facts) =>
    inStatus(
      state,
      ['REVIEW_REQUESTED'],
      facts,
      (petition) =>
        ownOpinion(petition, facts) ??
        withLimits(facts, ({ after, basis }) => {
          const { reachable, dueOn } = petition;
          const { effectiveOn: reviewedOn } = facts;
          const requestBy = reachable ? null : after(reviewedOn, REQUEST_DAYS);
          const overdue = dueOn !== null && reviewedOn > dueOn;
          return [petitionEvents.PetitionReviewed({ outcome, reviewedOn, overdue, requestBy, ...basis, opinion })];
        }),
    ),
});
