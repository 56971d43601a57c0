import { command, reject } from '@taizhang/kernel';
import { petitionEvents, type PetitionStage, type PetitionStatus } from '@taizhang/contracts';
import { z } from 'zod';
import { limitNeeds, REQUEST_DAYS, withLimits } from './petition.limits.js';
import { ALREADY_SERVED } from './petition.rejections.js';
import { HANDLERS, inStatus } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

const STAGES: Readonly<Partial<Record<PetitionStatus, PetitionStage>>> = {
  CONCLUDED: 'HANDLING',
  REVIEWED: 'REVIEW',
  RECHECKED: 'RECHECK',
  FINAL: 'RECHECK',
};

/** Serves the opinion that was given last (送达意见书): from this day the petitioner has thirty days to ask for more. */
export const serveOpinion = command({
  name: 'ServeOpinion',
  title: { zh: '送达意见书', en: 'Serve opinion' },
  clauses: ['C3.17'],
  schema: z.strictObject({}),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  needs: (_input, { bureau }) => limitNeeds(bureau),
  decide: (_input, state: PetitionState, facts) =>
    inStatus(state, ['CONCLUDED', 'REVIEWED', 'RECHECKED', 'FINAL'], facts, ({ type, status, served, rechecker }) => {
      // what ended without a recheck was served before, or nobody could be reached
      const stage = status === 'FINAL' && rechecker === null ? undefined : STAGES[status];
      if (stage === undefined || served.includes(stage)) return reject(ALREADY_SERVED, { stage: stage ?? '' });
      return withLimits(facts, ({ after, basis }) => {
        const { effectiveOn: servedOn } = facts;
        const requestBy = type === 'APPEAL' && stage !== 'RECHECK' ? after(servedOn, REQUEST_DAYS) : null;
        return [petitionEvents.PetitionOpinionServed({ stage, servedOn, requestBy, ...basis })];
      });
    }),
});
