import { actsFor, entryOf, type EventMeta, type Evolve } from '@taizhang/kernel';
import type { evaluationEvents } from '@taizhang/contracts';
import { noBallots, withBallots } from '../tally/online.js';
import {
  criticismOf,
  objectOf,
  type Block,
  type Criticism,
  type Evaluation,
  type EvaluationState,
  type Round,
} from './evaluation.state.js';

/** Applies a change to an evaluation that exists; events never precede `BriefingConvened`. Where there is none it stays itself. */
function change(state: EvaluationState, apply: (evaluation: Evaluation) => Partial<Evaluation>): EvaluationState {
  if (state.kind === 'none') return state;
  const changed = apply(state);
  return Object.keys(changed).length === 0 ? state : { ...state, ...changed };
}

function onRound(state: EvaluationState, id: string, apply: (round: Round) => Partial<Round>): EvaluationState {
  return change(state, ({ rounds }) => {
    const round = rounds[id];
    return round === undefined ? {} : { rounds: { ...rounds, [id]: { ...round, ...apply(round) } } };
  });
}

function onCriticism(
  state: EvaluationState,
  object: string,
  apply: (criticism: Criticism) => Partial<Criticism>,
): EvaluationState {
  return change(state, (evaluation) => {
    const before = criticismOf(evaluation, object);
    const changed = apply(before);
    if (Object.keys(changed).length === 0) return {};
    return { criticisms: { ...evaluation.criticisms, [object]: { ...before, ...changed } } };
  });
}

/** What comes of an act in the same commit stands only while that act does: a withdrawn tally, say, holds no meeting. */
function block(
  state: EvaluationState,
  object: string,
  to: Block,
  restsOn: (evaluation: Evaluation) => boolean,
): EvaluationState {
  return change(state, (evaluation) => (restsOn(evaluation) ? { blocks: { ...evaluation.blocks, [object]: to } } : {}));
}

/** The wrong act is gone from the state already, and nothing else changes. */
function undone(state: EvaluationState): EvaluationState {
  return state;
}

/** One entry per event type: a missing one does not compile. */
const steps: Evolve<EvaluationState, typeof evaluationEvents> = {
  'evaluation.BriefingConvened': (_state, { evaluation, unit, stage, on, baseline, objects }) => ({
    kind: 'evaluation',
    status: 'CONVENED',
    evaluation,
    unit,
    stage,
    convenedOn: on,
    baseline: baseline.attendance,
    objects: Object.fromEntries(
      objects.map(({ object, kind, person, deferred }) => [object, { kind, person, deferred }]),
    ),
    roster: null,
    rounds: {},
    criticisms: {},
    blocks: {},
    lastStepOn: {},
    meetingOn: null,
    heldOn: null,
  }),
  'evaluation.RosterFrozen': (state, { total }) => change(state, () => ({ roster: total })),
  'evaluation.BallotRoundOpened': (state, { round, object, tellers }) =>
    change(state, ({ rounds }) => {
      const opened = { status: 'OPEN', codes: 0, paper: null, issued: null, online: null } as const;
      const uncounted = { counts: {}, signed: [], verdict: null, valid: null } as const;
      return { rounds: { ...rounds, [round]: { object, tellers, ...opened, ...uncounted } } };
    }),
  'evaluation.BallotCodesIssued': (state, { round, number }) => onRound(state, round, () => ({ codes: number })),
  'evaluation.BallotRoundClosed': (state, { round, paper, issued }) =>
    onRound(state, round, () => ({ status: 'CLOSED', paper, issued })),
  'evaluation.BallotsOpened': (state, { round, part, used, cast, ballots }) =>
    onRound(state, round, ({ online }) => ({
      online: withBallots(part === 1 || online === null ? noBallots(used, cast) : online, ballots),
    })),
  'evaluation.BallotBoxCleared': (state) => state,
  'evaluation.BallotsCounted': (state, { round, teller, count }) =>
    onRound(state, round, ({ counts }) => ({ counts: { ...counts, [teller]: count }, signed: [] })),
  'evaluation.TallySigned': (state, { round, teller }) =>
    onRound(state, round, ({ signed }) => ({ signed: [...signed, teller] })),
  'evaluation.TallyCertified': (state, { round, tellers, verdict, valid }) =>
    onRound(state, round, () => ({ status: 'CERTIFIED', signed: tellers, verdict, valid })),
  'evaluation.TallyVoided': (state, { round }) => onRound(state, round, () => ({ status: 'VOID' })),
  'evaluation.ComprehensiveAssessmentRecorded': (state, { object, finding, proposes }, act) =>
    onCriticism(state, object, () => ({ assessment: { finding, proposes, by: actsFor(act) } })),
  'evaluation.CriticismProposed': (state, { object, proposal }, act) =>
    onCriticism(state, object, () => ({ proposals: proposal, status: 'PROPOSED', proposedBy: actsFor(act) })),
  'evaluation.CommitteeVoteRecorded': (state, { object, body }) =>
    onCriticism(state, object, () => ({ status: 'VOTED', committee: body })),
  'evaluation.CriticismAdopted': (state, { object }) =>
    onCriticism(state, object, ({ status }) => (status === 'VOTED' ? { status: 'ADOPTED' } : {})),
  'evaluation.CriticismNotAdopted': (state, { object, ground }) =>
    onCriticism(state, object, ({ status }) =>
      status === 'VOTED' ? { status: ground === 'REJECTED' ? 'REJECTED' : 'RETURNED' } : {},
    ),
  'evaluation.CriticismNoticeIssued': (state, { object, requirements }) =>
    onCriticism(state, object, () => ({
      status: 'NOTIFIED',
      requirements: requirements.map(({ requirement }) => requirement),
    })),
  'evaluation.SummaryMeetingBlocked': (state, { object, round, ground }) =>
    block(state, object, 'PROVISIONAL', (evaluation) =>
      ground === 'CRITICISM'
        ? criticismOf(evaluation, object).status === 'NOTIFIED'
        : evaluation.rounds[round]?.status === 'CERTIFIED',
    ),
  'evaluation.SummaryMeetingBlockConfirmed': (state, { object }) =>
    block(state, object, 'CONFIRMED', (evaluation) => criticismOf(evaluation, object).status === 'NOTIFIED'),
  'evaluation.RequirementMetFound': (state, { object }, act) =>
    onCriticism(state, object, () => ({ met: true, foundBy: actsFor(act) })),
  'evaluation.SummaryMeetingBlockLifted': (state, { object, ground }) =>
    block(
      state,
      object,
      'LIFTED',
      (evaluation) => ground !== 'REJECTED' || criticismOf(evaluation, object).status === 'REJECTED',
    ),
  'evaluation.SummaryMeetingScheduled': (state, { for: meetingOn }) => change(state, () => ({ meetingOn })),
  'evaluation.SummaryMeetingHeld': (state, { on }) => change(state, () => ({ heldOn: on })),
  'evaluation.BriefingWithdrawn': (state) => change(state, () => ({ status: 'WITHDRAWN' })),
  'evaluation.RosterFreezeWithdrawn': undone,
  'evaluation.BallotRoundWithdrawn': undone,
  'evaluation.BallotRoundCloseWithdrawn': undone,
  'evaluation.TallyWithdrawn': undone,
  'evaluation.AssessmentWithdrawn': undone,
  'evaluation.ProposalWithdrawn': undone,
  'evaluation.CommitteeVoteWithdrawn': undone,
  'evaluation.CriticismNoticeWithdrawn': undone,
  'evaluation.RequirementFindingWithdrawn': undone,
  'evaluation.BlockLiftWithdrawn': undone,
  'evaluation.SummaryMeetingScheduleWithdrawn': undone,
  'evaluation.SummaryMeetingWithdrawn': undone,
};

/** Remembers by object the last day on which something was done about it; what rested on a withdrawn act did nothing. */
function dated(before: EvaluationState, state: EvaluationState, data: object): EvaluationState {
  if (state === before) return state;
  return change(state, ({ rounds, lastStepOn }) => {
    const object = objectOf(rounds, data);
    const { on } = data as { readonly on?: unknown }; // whatever its type
    if (object === undefined || typeof on !== 'string' || on < (entryOf(lastStepOn, object) ?? '')) return {};
    return { lastStepOn: { ...lastStepOn, [object]: on } };
  });
}

type Step = (state: EvaluationState, data: object, meta: EventMeta) => EvaluationState;

/** How an evaluation follows its events. */
export const evolveEvaluation = Object.fromEntries(
  Object.entries(steps).map(([type, step]): [string, Step] => [
    type,
    (state, data, meta) => dated(state, (step as Step)(state, data, meta), data), // takes the data of its own type
  ]),
) as typeof steps; // entry by entry
