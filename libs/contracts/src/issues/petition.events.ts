import { events, withdrawn } from '@taizhang/kernel';
import { handlingSpecs, remedySpecs } from './petition.specs.js';

const spec = { clr: 2, clauses: ['C3.17'] } as const;

/** Events of a petition (信访事项), from the register to its end; who petitions is sealed, of an accusation for the discipline office alone. */
export const petitionEvents = events('issues', {
  ...handlingSpecs,
  ...remedySpecs,
  PetitionWithdrawn: withdrawn(spec),
  PetitionTransferWithdrawn: withdrawn(spec),
  JurisdictionObjectionWithdrawn: withdrawn(spec),
  JurisdictionDecisionWithdrawn: withdrawn(spec),
  PetitionAcceptanceWithdrawn: withdrawn(spec),
  PetitionNonAcceptanceWithdrawn: withdrawn(spec),
  SuggestionStudyWithdrawn: withdrawn(spec),
  PetitionReplyWithdrawn: withdrawn(spec),
  PetitionExtensionWithdrawn: withdrawn(spec),
  PetitionConclusionWithdrawn: withdrawn(spec),
  PetitionServiceWithdrawn: withdrawn(spec),
  PetitionReviewRequestWithdrawn: withdrawn(spec),
  PetitionReviewWithdrawn: withdrawn(spec),
  PetitionRecheckRequestWithdrawn: withdrawn(spec),
  PetitionHearingWithdrawn: withdrawn(spec),
  PetitionRecheckWithdrawn: withdrawn(spec),
  PetitionFinalisationWithdrawn: withdrawn(spec),
});
