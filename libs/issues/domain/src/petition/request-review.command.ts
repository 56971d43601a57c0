import { command, reject, text, unitReference } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, REVIEW_DAYS, withLimits } from './petition.limits.js';
import {
  PETITION_UNKNOWN,
  REVIEW_OF_APPEAL_ONLY,
  REVIEW_TOO_LATE,
  REVIEWER_NOT_NEXT_ABOVE,
} from './petition.rejections.js';
import { HANDLERS, inStatus, placeIn, placeNeeds } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';

/** Records that the petitioner asks for a review (请求复查), at the unit next above the handling one, which has thirty days for it. */
export const requestReview = command({
  name: 'RequestReview',
  title: { zh: '登记复查请求', en: 'Record request for review' },
  clauses: ['C3.17'],
  schema: z.strictObject({ unit: unitReference(), grounds: text() }),
  allow: HANDLERS,
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({ ...limitNeeds(bureau), ...placeNeeds(bureau, unit) }),
  decide: ({ unit: named, grounds }, state: PetitionState, facts) => {
    if (state.kind === 'none') return reject(PETITION_UNKNOWN);
    const { effectiveOn: requestedOn } = facts;
    if (state.status === 'CONCLUDED' && state.requestBy !== null && requestedOn > state.requestBy)
      return reject(REVIEW_TOO_LATE, { until: state.requestBy });
    return inStatus(state, ['CONCLUDED'], facts, ({ type, above: expected }) => {
      if (type !== 'APPEAL') return reject(REVIEW_OF_APPEAL_ONLY);
      return placeIn(facts, named, ({ unit: reviewer, above }) => {
        if (reviewer !== expected) return reject(REVIEWER_NOT_NEXT_ABOVE, { expected: expected ?? '' });
        return withLimits(facts, ({ after, basis }) => {
          const told = { reviewer, above, requestedOn, dueOn: after(requestedOn, REVIEW_DAYS), ...basis, grounds };
          return [petitionEvents.PetitionReviewRequested(told)];
        });
      });
    });
  },
});
