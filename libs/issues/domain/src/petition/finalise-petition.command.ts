import { command, reject, role, text } from '@taizhang/kernel';
import { petitionEvents, type FinalGround } from '@taizhang/contracts';
import { z } from 'zod';
import { REQUEST_STILL_POSSIBLE, REVIEW_OF_APPEAL_ONLY } from './petition.rejections.js';
import { inStatus } from './petition.rules.js';
import type { Petition, PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/** On which ground a matter is final on a day; undefined where the petitioner may still ask for more. */
function groundOf({ status, requestBy }: Petition, on: string): FinalGround | undefined {
  if (status === 'RECHECKED') return 'RECHECKED';
  if (requestBy === null || on <= requestBy) return undefined;
  return status === 'CONCLUDED' ? 'NO_REVIEW_REQUESTED' : 'NO_RECHECK_REQUESTED';
}

/** Ends a matter for good (信访事项终结): rechecked, or the petitioner asked for nothing more in time. */
export const finalisePetition = command({
  name: 'FinalisePetition',
  title: { zh: '终结信访事项', en: 'Finalise petition' },
  clauses: ['C3.17'],
  schema: z.strictObject({ conclusion: text() }),
  allow: role('discipline-office', 'campaign-office', 'superior-office').at('unit'),
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  decide: ({ conclusion }, state: PetitionState, facts) =>
    inStatus(state, ['CONCLUDED', 'REVIEWED', 'RECHECKED'], facts, (petition) => {
      if (petition.type !== 'APPEAL') return reject(REVIEW_OF_APPEAL_ONLY);
      const { effectiveOn: finalOn } = facts;
      const ground = groundOf(petition, finalOn);
      if (ground === undefined) return reject(REQUEST_STILL_POSSIBLE, { until: petition.requestBy ?? '' });
      return [petitionEvents.PetitionFinalised({ ground, finalOn, conclusion })];
    }),
});
