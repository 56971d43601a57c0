import { command, reject, text, unitReference } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, REVIEW_DAYS, withLimits } from './petition.limits.js';
import { PETITION_UNKNOWN, RECHECK_TOO_LATE, REVIEWER_NOT_NEXT_ABOVE } from './petition.rejections.js';
import { HANDLERS, inStatus, placeIn, placeNeeds } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';

/** Records that the petitioner asks for a recheck (请求复核), at the unit next above the reviewing one. What comes too late is refused whatever was done meanwhile. */
export const requestRecheck = command({
  name: 'RequestRecheck',
  title: { zh: '登记复核请求', en: 'Record request for recheck' },
  clauses: ['C3.17'],
  schema: z.strictObject({ unit: unitReference(), grounds: text() }),
  allow: HANDLERS,
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({ ...limitNeeds(bureau), ...placeNeeds(bureau, unit) }),
  decide: ({ unit: named, grounds }, state: PetitionState, facts) => {
    if (state.kind === 'none') return reject(PETITION_UNKNOWN);
    const { effectiveOn: requestedOn } = facts;
    const reviewed = state.reviewer !== null && state.status !== 'REVIEW_REQUESTED';
    if (reviewed && state.requestBy !== null && requestedOn > state.requestBy)
      return reject(RECHECK_TOO_LATE, { until: state.requestBy });
    return inStatus(state, ['REVIEWED'], facts, ({ above: expected }) =>
      placeIn(facts, named, ({ unit: rechecker }) => {
        if (rechecker !== expected) return reject(REVIEWER_NOT_NEXT_ABOVE, { expected: expected ?? '' });
        return withLimits(facts, ({ after, basis }) => {
          const told = { rechecker, requestedOn, dueOn: after(requestedOn, REVIEW_DAYS), ...basis, grounds };
          return [petitionEvents.PetitionRecheckRequested(told)];
        });
      }),
    );
  },
});
