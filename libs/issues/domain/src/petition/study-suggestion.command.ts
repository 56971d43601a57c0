import { command, reject, text } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { SUGGESTION_ONLY } from './petition.rejections.js';
import { HANDLERS, inStatus } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Studies an opinion or suggestion (研究论证), and says whether it is adopted: then its petitioner is owed a reply (art. 29). */
export const studySuggestion = command({
  name: 'StudySuggestion',
  title: { zh: '研究论证建议', en: 'Study suggestion' },
  clauses: ['C3.17'],
  schema: z.strictObject({ adopted: z.boolean(), finding: text() }),
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  decide: ({ adopted, finding }, state: PetitionState, facts) =>
    inStatus(state, ['ACCEPTED'], facts, ({ type }) =>
      type === 'SUGGESTION'
        ? [petitionEvents.SuggestionStudied({ adopted, studiedOn: facts.effectiveOn, finding })]
        : reject(SUGGESTION_ONLY),
    ),
});
