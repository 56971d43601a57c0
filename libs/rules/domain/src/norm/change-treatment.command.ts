import { command, reject, role, text } from '@taizhang/kernel';
import { NORM_TREATMENTS, normEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { TREATMENT_UNCHANGED } from './norm.rejections.js';
import { onNorm } from './norm.rules.js';
import type { NormState } from './norm.state.js';

/** Takes a norm from above over in another way (变更承接方式): what was adopted is refined after all, say. */
export const changeTreatment = command({
  name: 'ChangeTreatment',
  title: { zh: '变更承接方式', en: 'Change treatment' },
  clauses: ['C3.1'],
  schema: z.strictObject({ treatment: z.enum(NORM_TREATMENTS), reason: text() }),
  allow: role('campaign-office', 'committee-secretary').at('unit'),
  judgedAt: (_input, { bureau }) => [bureau],
  decide: (input, state: NormState, facts) =>
    onNorm(state, ['RECEIVED'], facts, ({ treatment }) =>
      treatment === input.treatment
        ? reject(TREATMENT_UNCHANGED, { treatment })
        : [normEvents.NormTreatmentChanged({ ...input, on: facts.effectiveOn })],
    ),
});
