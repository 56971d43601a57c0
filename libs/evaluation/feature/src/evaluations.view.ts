import type { JsonObject } from '@taizhang/kernel';
import type { evaluationEvents } from '@taizhang/contracts';
import { certifiedRound, evaluation, type EvaluationState } from '@taizhang/evaluation-domain';
import { aggregateRows, view, type SealedValue, type ToldAct } from '@taizhang/views-port';
import { blockOf, UNTOLD, type EvaluationRow, type RoundRow } from './evaluations.document.js';

const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;

/** Changes a round that is there. */
function onRound({ rounds }: EvaluationRow, id: string, patch: Partial<RoundRow>): Pick<EvaluationRow, 'rounds'> {
  const round = rounds[id];
  return { rounds: round === undefined ? rounds : { ...rounds, [id]: { ...round, ...patch } } };
}

/** Last day on which a round was closed, once every object that is evaluated has its tally. */
function finishedOn(row: EvaluationRow): string | null {
  const due = Object.keys(row.objects).filter((object) => row.objects[object]?.deferred === false);
  const closed = due.map((object) => row.rounds[certifiedRound(row, object)?.id ?? '']?.closedOn ?? null);
  return closed.includes(null)
    ? null
    : (closed
        .flatMap((day) => day ?? [])
        .sort()
        .at(-1) ?? null);
}

/** What the table filters by; nothing is shown before the briefing. */
function completed(row: EvaluationRow): EvaluationRow | null {
  if ((row as { readonly kind: string }).kind === 'none') return null; // a row begins as the state does
  const certified = Object.values(row.rounds).filter(({ status }) => status === 'CERTIFIED');
  return {
    ...row,
    block: blockOf(row),
    finishedOn: finishedOn(row),
    sensitive: certified.some(({ sensitive }) => sensitive === true),
  };
}

/** The evaluations of a bureau's units (民主评议): a row per unit and stage, with tallies, criticism and the block. */
export const evaluationsView = view<EvaluationRow & JsonObject>({
  name: 'evaluations',
  version: 2,
  context: 'evaluation',
  fields: {
    evaluation: 'keyword',
    unit: 'keyword',
    stage: 'keyword',
    status: 'keyword',
    block: 'keyword',
    sensitive: 'boolean',
    convenedOn: 'date',
    finishedOn: 'date',
    meetingOn: 'date',
    heldOn: 'date',
  },
  counters: {
    block: ({ status, block }) => (status === 'CONVENED' ? [`block=${block}`] : []),
  },
  on: aggregateRows<EvaluationState, typeof evaluationEvents, EvaluationRow>({
    aggregate: evaluation,
    untold: UNTOLD,
    tell: {
      BriefingConvened: (_row, { baseline, objects }, act) => ({
        unitName: sealed(act, 'unitName'),
        names: Object.fromEntries(objects.map(({ object }, i) => [object, sealed(act, `objects.${String(i)}.name`)])),
        baselineOn: baseline.on,
        baselineRecord: baseline.record,
        approval: sealed(act, 'approval'),
      }),
      RosterFrozen: (_row, { attendance, mass, added }, act) => ({
        attendance,
        mass,
        added,
        rosterReason: sealed(act, 'reason'),
      }),
      BallotRoundOpened: (row, { round, on }) => onRound(row, round, { openedOn: on }),
      BallotRoundClosed: (row, { round, on }) => onRound(row, round, { closedOn: on }),
      TallyCertified: (row, { round, on, attended, returned, spoiled, abstained, grades, shares, sensitive, policy }) =>
        onRound(row, round, {
          certifiedOn: on,
          tally: { attended, returned, spoiled, abstained, grades, shares, policy },
          sensitive,
        }),
      TallyVoided: (row, { round, ground }, act) =>
        onRound(row, round, { voided: ground, voidReason: sealed(act, 'reason') }),
      ComprehensiveAssessmentRecorded: (row, { object, facts, suggested }, act) => ({
        assessments: {
          ...row.assessments,
          [object]: { ...facts, suggested, reason: sealed(act, 'reason'), dissent: sealed(act, 'dissent') },
        },
      }),
      CommitteeVoteRecorded: (row, { object, on, members, inFavour, against, abstained }) => ({
        votes: { ...row.votes, [object]: { on, members, inFavour, against, abstained } },
      }),
      SummaryMeetingHeld: (_row, { attended, openBlocks }, act) => ({
        attended,
        openBlocks,
        summary: sealed(act, 'summary'),
        override: sealed(act, 'override'),
      }),
    },
    complete: completed,
  }),
});
