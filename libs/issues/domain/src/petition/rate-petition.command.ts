import { command, reject, role, sha256Hex, text } from '@taizhang/kernel';
import { PETITION_RATINGS, petitionEvents, type PetitionStage } from '@taizhang/contracts';
import { z } from 'zod';
import { RECEIPT_UNKNOWN } from '../intake/intake.rejections.js';
import { ALREADY_RATED, NOTHING_TO_RATE } from './petition.rejections.js';
import type { Petition, PetitionState } from './petition.state.js';

/** The opinion that was given last, if one was. */
function lastOpinion({ status, reviewer, rechecker }: Petition): PetitionStage | undefined {
  if (status === 'WITHDRAWN' || status === 'NOT_ACCEPTED') return undefined;
  if (rechecker !== null && status !== 'RECHECK_REQUESTED') return 'RECHECK';
  if (reviewer !== null && status !== 'REVIEW_REQUESTED') return 'REVIEW';
  return status === 'CONCLUDED' || status === 'REVIEW_REQUESTED' || status === 'FINAL' ? 'HANDLING' : undefined;
}

/** The petitioner rates the handling (满意度评价), each opinion once; the hash of the receipt code proves who it is (art. 21). */
export const ratePetition = command({
  name: 'RatePetition',
  title: { zh: '评价办理情况', en: 'Rate handling' },
  clauses: ['C3.17'],
  schema: z.strictObject({
    receipt: sha256Hex(),
    rating: z.enum(PETITION_RATINGS),
    comment: text().nullable().default(null),
  }),
  allow: role('public').at('anywhere'),
  decide: ({ receipt, rating, comment }, state: PetitionState, { now, today }) => {
    // first of all: who cannot prove to be the petitioner learns nothing of the petition's state
    const proved = state.kind !== 'none' && state.receipt === receipt && (state.validUntil ?? '') >= today;
    if (!proved) return reject(RECEIPT_UNKNOWN);
    const stage = lastOpinion(state);
    if (stage === undefined) return reject(NOTHING_TO_RATE);
    if (state.rated.includes(stage)) return reject(ALREADY_RATED, { stage });
    return [petitionEvents.PetitionRated({ stage, rating, ratedAt: now, comment })];
  },
});
