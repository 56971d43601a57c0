import { command, reject, text } from '@taizhang/kernel';
import { PETITION_OUTCOMES, petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, REQUEST_DAYS, withLimits } from './petition.limits.js';
import { SUGGESTION_NOT_ANSWERED, SUGGESTION_NOT_STUDIED } from './petition.rejections.js';
import { HANDLERS, inStatus } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/**
 * The handling unit gives its opinion (出具处理意见书). From its service the petitioner has thirty days to ask for a review; where nobody
 * can be served, from this day.
 */
export const concludePetition = command({
  name: 'ConcludePetition',
  title: { zh: '办结信访事项', en: 'Conclude petition' },
  clauses: ['C1.0.b', 'C3.17'],
  schema: z.strictObject({ outcome: z.enum(PETITION_OUTCOMES), opinion: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  needs: (_input, { bureau }) => limitNeeds(bureau),
  decide: ({ outcome, opinion }, state: PetitionState, facts) =>
    inStatus(state, ['ACCEPTED'], facts, ({ type, adopted, replies, reachable, dueOn }) => {
      if (type === 'SUGGESTION' && adopted === null) return reject(SUGGESTION_NOT_STUDIED);
      if (adopted === true && replies === 0) return reject(SUGGESTION_NOT_ANSWERED);
      return withLimits(facts, ({ after, basis }) => {
        const { effectiveOn: concludedOn } = facts;
        const requestBy = type === 'APPEAL' && !reachable ? after(concludedOn, REQUEST_DAYS) : null;
        const overdue = dueOn !== null && concludedOn > dueOn;
        return [petitionEvents.PetitionConcluded({ outcome, concludedOn, overdue, requestBy, ...basis, opinion })];
      });
    }),
});
