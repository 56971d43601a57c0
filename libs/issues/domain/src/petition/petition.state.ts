import { actsFor, type Evolve } from '@taizhang/kernel';
import type { FinalGround, petitionEvents, PetitionKind, PetitionStage, PetitionStatus } from '@taizhang/contracts';

/** A petition (信访事项) that was received. */
export interface Petition {
  readonly kind: 'petition';
  readonly petition: string;
  readonly type: PetitionKind;
  readonly status: PetitionStatus;
  readonly matter: string;
  /** Unit that received it, in whose bureau's ledger it lies. */
  readonly unit: string;
  readonly reachable: boolean;
  readonly receipt: string | null;
  readonly validUntil: string | null;
  readonly accusedUnits: readonly string[];
  readonly accusedPersons: readonly string[];
  /** Unit that handles it, and the one above it, which reviews. */
  readonly handler: string;
  readonly above: string | null;
  /** Until when the handler may object to its jurisdiction; then who decides. */
  readonly objectBy: string | null;
  readonly decider: string | null;
  readonly receivedOn: string;
  /** Business date of the last act: nothing happens before it. */
  readonly since: string;
  /** Last day on which the next act of an office is in time, and the day from which it counts; none where the petitioner's turn it is. */
  readonly dueOn: string | null;
  readonly dueFrom: string;
  readonly extended: boolean;
  readonly adopted: boolean | null;
  readonly replies: number;
  /** Last day on which the petitioner may ask for a review, then for a recheck. */
  readonly requestBy: string | null;
  readonly reviewer: string | null;
  readonly rechecker: string | null;
  /** Accounts whose act an opinion was: they do not review it. */
  readonly opinionBy: readonly string[];
  readonly served: readonly PetitionStage[];
  readonly rated: readonly PetitionStage[];
  readonly ground: FinalGround | null;
}

/** What deciders know of a petition: open fields only. */
export type PetitionState = { readonly kind: 'none' } | Petition;

/** Before it was received. */
export const initialPetition: PetitionState = { kind: 'none' };

function change(state: PetitionState, apply: (petition: Petition) => Partial<Petition>): PetitionState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** The wrong act is gone from the state already, and nothing else changes. */
const undone = (state: PetitionState): PetitionState => state;

/** One entry per event type. */
export const evolvePetition: Evolve<PetitionState, typeof petitionEvents> = {
  'issues.PetitionReceived': (_state, data) => ({
    kind: 'petition',
    petition: data.petition,
    type: data.kind,
    status: 'RECEIVED',
    matter: data.matter,
    unit: data.unit,
    reachable: data.reachable,
    receipt: null,
    validUntil: null,
    accusedUnits: data.accusedUnits,
    accusedPersons: data.accusedPersons,
    handler: data.unit,
    above: data.above,
    objectBy: null,
    decider: null,
    receivedOn: data.receivedOn,
    since: data.receivedOn,
    dueOn: data.dueOn,
    dueFrom: data.receivedOn,
    extended: false,
    adopted: null,
    replies: 0,
    requestBy: null,
    reviewer: null,
    rechecker: null,
    opinionBy: [],
    served: [],
    rated: [],
    ground: null,
  }),
  'issues.PetitionReceiptIssued': (state, { receipt, validUntil }) => change(state, () => ({ receipt, validUntil })),
  'issues.PetitionTransferred': (state, { to, above, mode, transferredOn, objectBy, dueOn }) =>
    change(state, () => ({
      status: mode === 'ASSIGN' ? 'ASSIGNED' : 'TRANSFERRED',
      handler: to,
      above,
      objectBy,
      since: transferredOn,
      dueFrom: transferredOn,
      dueOn,
    })),
  'issues.JurisdictionObjected': (state, { decider, objectedOn }) =>
    change(state, () => ({ status: 'OBJECTED', decider, since: objectedOn })),
  'issues.JurisdictionDecided': (state, { to, above, decidedOn, dueOn }) =>
    change(state, () => ({
      status: 'ASSIGNED',
      handler: to,
      above,
      objectBy: null,
      since: decidedOn,
      dueFrom: decidedOn,
      dueOn,
    })),
  'issues.PetitionAccepted': (state, { acceptedOn, dueOn }) =>
    change(state, () => ({ status: 'ACCEPTED', since: acceptedOn, dueFrom: acceptedOn, dueOn })),
  'issues.PetitionNotAccepted': (state, { decidedOn }) =>
    change(state, () => ({ status: 'NOT_ACCEPTED', since: decidedOn, dueOn: null })),
  'issues.SuggestionStudied': (state, { adopted, studiedOn }) => change(state, () => ({ adopted, since: studiedOn })),
  'issues.PetitionReplied': (state) => change(state, ({ replies }) => ({ replies: replies + 1 })),
  'issues.PetitionExtended': (state, { until, orderedOn }) =>
    change(state, () => ({ extended: true, dueOn: until, since: orderedOn })),
  'issues.PetitionConcluded': (state, { concludedOn, requestBy }, act) =>
    change(state, () => ({
      status: 'CONCLUDED',
      since: concludedOn,
      dueOn: null,
      requestBy,
      opinionBy: actsFor(act),
    })),
  'issues.PetitionOpinionServed': (state, { stage, servedOn, requestBy }) =>
    change(state, ({ served }) => ({ served: [...served, stage], since: servedOn, requestBy })),
  'issues.PetitionReviewRequested': (state, { reviewer, above, requestedOn, dueOn }) =>
    change(state, () => ({
      status: 'REVIEW_REQUESTED',
      reviewer,
      above,
      since: requestedOn,
      dueFrom: requestedOn,
      dueOn,
    })),
  'issues.PetitionReviewed': (state, { reviewedOn, requestBy }, act) =>
    change(state, ({ opinionBy }) => ({
      status: 'REVIEWED',
      since: reviewedOn,
      dueOn: null,
      requestBy,
      opinionBy: [...opinionBy, ...actsFor(act)],
    })),
  'issues.PetitionRecheckRequested': (state, { rechecker, requestedOn, dueOn }) =>
    change(state, () => ({
      status: 'RECHECK_REQUESTED',
      rechecker,
      since: requestedOn,
      dueFrom: requestedOn,
      dueOn,
    })),
  'issues.PetitionHearingHeld': (state, { until, dueOn }) => change(state, () => ({ since: until, dueOn })),
  'issues.PetitionRechecked': (state, { recheckedOn }) =>
    change(state, () => ({ status: 'RECHECKED', since: recheckedOn, dueOn: null })),
  'issues.PetitionFinalised': (state, { ground, finalOn }) =>
    change(state, () => ({ status: 'FINAL', ground, since: finalOn })),
  'issues.PetitionRated': (state, { stage }) => change(state, ({ rated }) => ({ rated: [...rated, stage] })),
  'issues.PetitionWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN', dueOn: null })),
  'issues.PetitionTransferWithdrawn': undone,
  'issues.JurisdictionObjectionWithdrawn': undone,
  'issues.JurisdictionDecisionWithdrawn': undone,
  'issues.PetitionAcceptanceWithdrawn': undone,
  'issues.PetitionNonAcceptanceWithdrawn': undone,
  'issues.SuggestionStudyWithdrawn': undone,
  'issues.PetitionReplyWithdrawn': undone,
  'issues.PetitionExtensionWithdrawn': undone,
  'issues.PetitionConclusionWithdrawn': undone,
  'issues.PetitionServiceWithdrawn': undone,
  'issues.PetitionReviewRequestWithdrawn': undone,
  'issues.PetitionReviewWithdrawn': undone,
  'issues.PetitionRecheckRequestWithdrawn': undone,
  'issues.PetitionHearingWithdrawn': undone,
  'issues.PetitionRecheckWithdrawn': undone,
  'issues.PetitionFinalisationWithdrawn': undone,
};
