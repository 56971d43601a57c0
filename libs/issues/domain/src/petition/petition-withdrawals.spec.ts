import { ACTS } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { eventIdAt, fold, given, type GivenEvent } from '@taizhang/testkit';
import { petition } from './petition.aggregate.js';
import {
  accepted,
  afterReview,
  answered,
  atTheEnd,
  basis,
  concluded,
  decided,
  extended,
  finalised,
  form,
  inHand,
  known,
  objected,
  receipt,
  received,
  rechecked,
  recheckRequested,
  reviewed,
  reviewRequested,
  reviewServed,
  served,
  transferred,
  underRecheck,
  underReview,
} from './petition.examples.js';
import { receivePetition } from './receive-petition.command.js';
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

const reason = '录入有误';
const wrong = (history: readonly GivenEvent[], act: GivenEvent) => ({
  event: eventIdAt(history.lastIndexOf(act)),
  reason,
});
/** The state without what it remembers of its acts. */
const standing = (...history: readonly GivenEvent[]) => {
  const state: object = fold(petition, history);
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== ACTS));
};

const refused = petitionEvents.PetitionNotAccepted({
  ground: 'OTHER_POWERS',
  decidedOn: '2014-07-10',
  overdue: false,
  notice: 'WRITTEN',
  explanation: '应向其他机关提出',
});
const suggestion = [received('SUGGESTION'), receipt, accepted];
const studied = petitionEvents.SuggestionStudied({ adopted: true, studiedOn: '2014-08-01', finding: '采纳' });
const replied = petitionEvents.PetitionReplied({ repliedOn: '2014-08-05', reply: '已采纳' });
const hearing = petitionEvents.PetitionHearingHeld({
  from: '2015-01-05',
  until: '2015-01-07',
  days: 3,
  dueOn: '2015-02-01',
  ...basis,
  record: '听证记录',
});
const disputed = [received(), transferred, objected];

describe('wrong acts on a petition 撤回', () => {
  it.each([
    [
      'transfer',
      [received(), transferred],
      transferred,
      withdrawPetitionTransfer,
      petitionEvents.PetitionTransferWithdrawn,
    ],
    ['objection', disputed, objected, withdrawJurisdictionObjection, petitionEvents.JurisdictionObjectionWithdrawn],
    [
      'decision of jurisdiction',
      [...disputed, decided],
      decided,
      withdrawJurisdictionDecision,
      petitionEvents.JurisdictionDecisionWithdrawn,
    ],
    ['acceptance', inHand, accepted, withdrawPetitionAcceptance, petitionEvents.PetitionAcceptanceWithdrawn],
    [
      'non-acceptance',
      [received(), receipt, refused],
      refused,
      withdrawPetitionNonAcceptance,
      petitionEvents.PetitionNonAcceptanceWithdrawn,
    ],
    ['study', [...suggestion, studied], studied, withdrawSuggestionStudy, petitionEvents.SuggestionStudyWithdrawn],
    ['reply', [...inHand, replied], replied, withdrawPetitionReply, petitionEvents.PetitionReplyWithdrawn],
    [
      'extension',
      [...inHand, extended],
      extended,
      withdrawPetitionExtension,
      petitionEvents.PetitionExtensionWithdrawn,
    ],
    [
      'opinion',
      [...inHand, concluded],
      concluded,
      withdrawPetitionConclusion,
      petitionEvents.PetitionConclusionWithdrawn,
    ],
    ['service', answered, served, withdrawOpinionService, petitionEvents.PetitionServiceWithdrawn],
    [
      'request for review',
      underReview,
      reviewRequested,
      withdrawReviewRequest,
      petitionEvents.PetitionReviewRequestWithdrawn,
    ],
    ['review', [...underReview, reviewed], reviewed, withdrawPetitionReview, petitionEvents.PetitionReviewWithdrawn],
    [
      'request for recheck',
      underRecheck,
      recheckRequested,
      withdrawRecheckRequest,
      petitionEvents.PetitionRecheckRequestWithdrawn,
    ],
    ['hearing', [...underRecheck, hearing], hearing, withdrawHearing, petitionEvents.PetitionHearingWithdrawn],
    [
      'recheck',
      [...underRecheck, rechecked],
      rechecked,
      withdrawPetitionRecheck,
      petitionEvents.PetitionRecheckWithdrawn,
    ],
    ['end', atTheEnd, finalised, withdrawPetitionFinalisation, petitionEvents.PetitionFinalisationWithdrawn],
  ] as const)('make a wrong %s as if it had never been', (_what, history, act, command, withdrawn) => {
    const input = wrong(history, act);
    given(petition, ...history)
      .when(command, input)
      .then(withdrawn(input));
    expect(standing(...history, withdrawn(input))).toEqual(standing(...history.filter((one) => one !== act)));
    given(petition).when(command, input).thenRejected('PETITION_UNKNOWN');
  });

  it.each([
    ['a petition that was accepted', inHand, 0, withdrawPetition, accepted],
    ['a transfer that was disputed', disputed, transferred, withdrawPetitionTransfer, objected],
    ['an objection that was decided', [...disputed, decided], objected, withdrawJurisdictionObjection, decided],
    [
      'a decision after which it was accepted',
      [...disputed, decided, accepted],
      decided,
      withdrawJurisdictionDecision,
      accepted,
    ],
    ['an acceptance of what was extended', [...inHand, extended], accepted, withdrawPetitionAcceptance, extended],
    [
      'a study on which an opinion rests',
      [...suggestion, studied, concluded],
      studied,
      withdrawSuggestionStudy,
      concluded,
    ],
    ['a reply on which an opinion rests', [...inHand, replied, concluded], replied, withdrawPetitionReply, concluded],
    [
      'an extension under which it was concluded',
      [...inHand, extended, concluded],
      extended,
      withdrawPetitionExtension,
      concluded,
    ],
    ['an opinion that was served', answered, concluded, withdrawPetitionConclusion, served],
    ['a service after which a review was asked for', underReview, served, withdrawOpinionService, reviewRequested],
    ['a request that was answered', [...underReview, reviewed], reviewRequested, withdrawReviewRequest, reviewed],
    ['a review that was served', afterReview, reviewed, withdrawPetitionReview, reviewServed],
    [
      'a request for recheck that was answered',
      [...underRecheck, rechecked],
      recheckRequested,
      withdrawRecheckRequest,
      rechecked,
    ],
    ['a hearing on which a recheck rests', [...underRecheck, hearing, rechecked], hearing, withdrawHearing, rechecked],
    ['a recheck with which it ended', atTheEnd, rechecked, withdrawPetitionRecheck, finalised],
  ] as const)('do not withdraw %s', (_what, history, act, command, later) => {
    const steps: readonly GivenEvent[] = history;
    const input = act === 0 ? { event: eventIdAt(0), reason } : wrong(steps, act);
    given(petition, ...steps)
      .when(command, input)
      .thenRejected('WITHDRAWAL_TOO_LATE', { events: [eventIdAt(steps.lastIndexOf(later))], types: [later.type] });
  });

  it('end a petition registered by mistake, whose id stays used', () => {
    const input = { event: eventIdAt(0), reason };
    const withdrawn = petitionEvents.PetitionWithdrawn(input);
    given(petition, received()).when(withdrawPetition, input).then(withdrawn);
    const ended = given(petition, received(), withdrawn);
    ended.when(receivePetition, form, { known, id: 'x-1' }).thenRejected('PETITION_ALREADY_RECEIVED');
    ended.when(withdrawPetition, input).thenRejected('PETITION_STATE_FORBIDS', { status: 'WITHDRAWN' });
  });

  it('of an accusation are withdrawn by the discipline office, and not by the accused', () => {
    const input = { event: eventIdAt(0), reason };
    given(petition, received('ACCUSATION')).when(withdrawPetition, input).thenRejected('ACCUSATION_DISCIPLINE_ONLY');
    const accused = { id: 'acct-wgx-0371.P-9', role: 'discipline-office' } as const;
    given(petition, received('ACCUSATION'))
      .when(withdrawPetition, input, { actor: accused })
      .thenRejected('HANDLER_ACCUSED');
  });
});
