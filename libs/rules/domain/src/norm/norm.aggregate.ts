import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { changeTreatment } from './change-treatment.command.js';
import { draftNorm } from './draft-norm.command.js';
import { evolveNorm, initialNorm, unitOfNorm } from './norm.state.js';
import { publishNorm } from './publish-norm.command.js';
import { receiveNorm } from './receive-norm.command.js';
import { repealNorm } from './repeal-norm.command.js';
import { withdrawDraft } from './withdraw-draft.command.js';
import { withdrawPublication } from './withdraw-publication.command.js';
import { withdrawReception } from './withdraw-reception.command.js';
import { withdrawRepeal } from './withdraw-repeal.command.js';
import { withdrawSupersession } from './withdraw-supersession.command.js';
import { withdrawTreatmentChange } from './withdraw-treatment-change.command.js';

/** A norm (制度): taken over from above, or drafted here, published and ended. Its id is its code in the bureau's register. */
export const norm = aggregate({
  context: 'rules',
  name: 'norm',
  events: normEvents,
  initial: initialNorm,
  evolve: evolveNorm,
  commands: [
    receiveNorm,
    changeTreatment,
    draftNorm,
    publishNorm,
    repealNorm,
    withdrawReception,
    withdrawTreatmentChange,
    withdrawDraft,
    withdrawPublication,
    withdrawRepeal,
    withdrawSupersession,
  ],
  judgedAt: unitOfNorm,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
