import { aggregate, role } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { acceptPetition } from './accept-petition.command.js';
import { concludePetition } from './conclude-petition.command.js';
import { decideJurisdiction } from './decide-jurisdiction.command.js';
import { extendPetition } from './extend-petition.command.js';
import { finalisePetition } from './finalise-petition.command.js';
import { issuePetitionReceipt } from './issue-petition-receipt.command.js';
import { objectToJurisdiction } from './object-to-jurisdiction.command.js';
import { evolvePetition, initialPetition } from './petition.state.js';
import { concernedByPetition, handlingUnit } from './petition.units.js';
import { ratePetition } from './rate-petition.command.js';
import { receivePetition } from './receive-petition.command.js';
import { recheckPetition } from './recheck-petition.command.js';
import { recordHearing } from './record-hearing.command.js';
import { refusePetition } from './refuse-petition.command.js';
import { replyToPetitioner } from './reply-to-petitioner.command.js';
import { requestRecheck } from './request-recheck.command.js';
import { requestReview } from './request-review.command.js';
import { reviewPetition } from './review-petition.command.js';
import { serveOpinion } from './serve-opinion.command.js';
import { studySuggestion } from './study-suggestion.command.js';
import { transferPetition } from './transfer-petition.command.js';
import { withdrawHearing } from './withdraw-hearing.command.js';
import { withdrawJurisdictionDecision } from './withdraw-jurisdiction-decision.command.js';
import { withdrawJurisdictionObjection } from './withdraw-jurisdiction-objection.command.js';
import { withdrawOpinionService } from './withdraw-opinion-service.command.js';
import { withdrawPetitionAcceptance } from './withdraw-petition-acceptance.command.js';
import { withdrawPetitionConclusion } from './withdraw-petition-conclusion.command.js';
import { withdrawPetitionExtension } from './withdraw-petition-extension.command.js';
import { withdrawPetitionFinalisation } from './withdraw-petition-finalisation.command.js';
import { withdrawPetitionNonAcceptance } from './withdraw-petition-non-acceptance.command.js';
import { withdrawPetitionRecheck } from './withdraw-petition-recheck.command.js';
import { withdrawPetitionReply } from './withdraw-petition-reply.command.js';
import { withdrawPetitionReview } from './withdraw-petition-review.command.js';
import { withdrawPetitionTransfer } from './withdraw-petition-transfer.command.js';
import { withdrawPetition } from './withdraw-petition.command.js';
import { withdrawRecheckRequest } from './withdraw-recheck-request.command.js';
import { withdrawReviewRequest } from './withdraw-review-request.command.js';
import { withdrawSuggestionStudy } from './withdraw-suggestion-study.command.js';

/**
 * A petition (信访事项), with its clocks (domain §1.3). It lies in the ledger of the bureau that received it; the unit that handles it and
 * those that review it act there by being named in it. Its timeline is the discipline office's: it would show accusations too.
 */
export const petition = aggregate({
  context: 'issues',
  name: 'petition',
  events: petitionEvents,
  initial: initialPetition,
  evolve: evolvePetition,
  commands: [
    receivePetition,
    issuePetitionReceipt,
    transferPetition,
    objectToJurisdiction,
    decideJurisdiction,
    acceptPetition,
    refusePetition,
    studySuggestion,
    replyToPetitioner,
    extendPetition,
    concludePetition,
    serveOpinion,
    requestReview,
    reviewPetition,
    requestRecheck,
    recordHearing,
    recheckPetition,
    finalisePetition,
    ratePetition,
    withdrawPetition,
    withdrawPetitionTransfer,
    withdrawJurisdictionObjection,
    withdrawJurisdictionDecision,
    withdrawPetitionAcceptance,
    withdrawPetitionNonAcceptance,
    withdrawSuggestionStudy,
    withdrawPetitionReply,
    withdrawPetitionExtension,
    withdrawPetitionConclusion,
    withdrawOpinionService,
    withdrawReviewRequest,
    withdrawPetitionReview,
    withdrawRecheckRequest,
    withdrawHearing,
    withdrawPetitionRecheck,
    withdrawPetitionFinalisation,
  ],
  judgedAt: handlingUnit,
  timelineAt: concernedByPetition,
  timeline: role('discipline-office', 'auditor').at('unit-or-superior'),
});
