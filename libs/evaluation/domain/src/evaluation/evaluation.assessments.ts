import type { Assessment, Assessments, JsonObject, JsonValue, Outcome } from '@taizhang/kernel';
import { assessing, evaluationEvents, type PolicyValues, type Verdict } from '@taizhang/contracts';
import { outcomeOfVote, type CommitteeVote } from '../tally/committee-vote.js';
import { bothParts } from '../tally/online.js';
import { hasGround, mayBeAssessed, suggestedFinding, type OpinionFacts } from '../tally/opinions.js';
import { growthOf, lackOf, type RosterGrowth } from '../tally/roster.js';
import { assessTally, TALLY_POLICIES, type AssessedTally, type TallyFacts, type TallyPolicy } from '../tally/tally.js';
import { blocksUnit } from './ballot.rules.js';
import { certifiedRound, criticismOf, objectOf, type Evaluation, type EvaluationState } from './evaluation.state.js';

const { definitions } = evaluationEvents;

/** What stands when nothing is decided: of an evaluation that does not exist there are no facts. */
function factsOf<F>(state: EvaluationState, facts: (evaluation: Evaluation) => F): F | undefined {
  return state.kind === 'none' ? undefined : facts(state);
}

const decided = (decides: JsonObject, shows: JsonObject = {}): Outcome => ({ decides, shows });

/** What a tally rests on, and whose it is: whether it holds the meeting depends on that. */
interface CountedFacts extends TallyFacts {
  readonly kind: Evaluation['objects'][string]['kind'];
  /** More paper came back than was handed out. */
  readonly overReturned: boolean;
}
type CountingPolicy = TallyPolicy & Pick<PolicyValues, 'block.scope' | 'block.start'>;

const COUNTING_POLICIES = [...TALLY_POLICIES, 'block.scope', 'block.start'] as const;

function countedFacts(state: EvaluationState, id: string): CountedFacts | undefined {
  return factsOf(state, ({ rounds, roster, objects }) => {
    const round = rounds[id];
    const count = round?.counts[round.tellers[0] ?? ''];
    if (round === undefined || count === undefined) return undefined;
    const paper = round.paper ?? 0;
    const facts = bothParts({ paper, codes: round.codes, roster: roster ?? 0 }, count, round.online);
    return { ...facts, kind: objects[round.object]?.kind ?? 'GROUP', overReturned: count.returned > paper };
  });
}

function assessCount(facts: CountedFacts, policy: CountingPolicy): Outcome {
  const assessed = facts.overReturned ? 'OVER_RETURNED' : assessTally(facts, policy);
  if (typeof assessed === 'string') return decided({ result: 'VOID', ground: assessed, hold: false });
  const holds = policy['block.start'] === 'PROVISIONAL' && blocksUnit(facts.kind, policy);
  const { verdict } = assessed;
  return decided({ result: resultOf(verdict), ground: null, hold: verdict === 'BELOW' && holds }, shownOf(assessed));
}

/** Whether at the line or above it makes no difference to anybody [C5.13]. */
function resultOf(verdict: Verdict): 'BELOW' | 'NOT_BELOW' {
  return verdict === 'BELOW' ? 'BELOW' : 'NOT_BELOW';
}

function shownOf({ verdict, valid, abstained, spoiled, sensitive, shares }: AssessedTally): JsonObject {
  return { verdict, valid, abstained, spoiled, sensitive, shares: shares as unknown as JsonValue }; // of numbers and names
}

const tallyCertified = assessing<
  EvaluationState,
  typeof definitions.TallyCertified,
  (typeof COUNTING_POLICIES)[number],
  CountedFacts
>(definitions.TallyCertified, {
  parameters: COUNTING_POLICIES,
  facts: ({ data, state }) => countedFacts(state, data.round),
  assess: assessCount,
  recorded: ({ data, commit }) => {
    const hold = commit.includes(definitions.SummaryMeetingBlocked.type);
    return decided({ result: resultOf(data.verdict), ground: null, hold }, shownOf(data));
  },
});

const tallyVoided = assessing<
  EvaluationState,
  typeof definitions.TallyVoided,
  (typeof COUNTING_POLICIES)[number],
  CountedFacts
>(definitions.TallyVoided, {
  parameters: COUNTING_POLICIES,
  facts: ({ data, state }) => (data.ground === 'IRREGULAR' ? undefined : countedFacts(state, data.round)),
  assess: assessCount,
  recorded: ({ data }) => decided({ result: 'VOID', ground: data.ground, hold: false }),
});

/** What a comprehensive assessment was judged by, and what the office chose. */
interface AssessmentFacts extends OpinionFacts {
  readonly issued: number;
  readonly finding: 'MANY' | 'NOT_MANY';
  readonly proposes: boolean;
}

const OPINION_POLICIES = ['criticism.join', 'criticism.opinions', 'criticism.opinionUnit'] as const;

function assessOpinions(
  facts: AssessmentFacts,
  policy: Pick<PolicyValues, (typeof OPINION_POLICIES)[number]>,
): Outcome {
  const { verdict, commenters, issued, finding, proposes } = facts;
  const suggested = suggestedFinding(facts, policy);
  const refused = (result: string) => decided({ result, suggested });
  if (policy['criticism.opinionUnit'] === 'PERSON' && commenters > issued) return refused('OPINIONS_EXCEED_BALLOTS');
  if (!mayBeAssessed(verdict, policy)) return refused('ASSESSMENT_NOT_NEEDED');
  if (!policy['criticism.opinions'].advisory && finding !== suggested) return refused('FINDING_BOUND');
  if (proposes && !hasGround(verdict, finding, policy)) return refused('CRITICISM_GROUND_MISSING');
  return decided({ result: 'RECORDED', suggested });
}

const assessmentRecorded = assessing<
  EvaluationState,
  typeof definitions.ComprehensiveAssessmentRecorded,
  (typeof OPINION_POLICIES)[number],
  AssessmentFacts
>(definitions.ComprehensiveAssessmentRecorded, {
  parameters: OPINION_POLICIES,
  facts: ({ data: { facts, finding, proposes, object }, state }) =>
    factsOf(state, (evaluation) => ({
      ...facts,
      finding,
      proposes,
      issued: certifiedRound(evaluation, object)?.issued ?? 0,
    })),
  assess: assessOpinions,
  recorded: ({ data }) => decided({ result: 'RECORDED', suggested: data.suggested }),
});

interface VoteFacts extends CommitteeVote {
  /** A hold that a rejection lifts. */
  readonly held: boolean;
}

const voteRecorded = assessing<
  EvaluationState,
  typeof definitions.CommitteeVoteRecorded,
  'committee.majority' | 'committee.type',
  VoteFacts
>(definitions.CommitteeVoteRecorded, {
  parameters: ['committee.majority', 'committee.type'],
  facts: ({ data: { object, members, inFavour, against, abstained }, state }) =>
    factsOf(state, ({ blocks }) => ({
      members,
      inFavour,
      against,
      abstained,
      held: blocks[object] === 'PROVISIONAL',
    })),
  assess: (facts, policy) => {
    if (policy['committee.type'] !== 'PARTY_COMMITTEE') return decided({ result: 'NOT_THE_COMMITTEE', lifts: false });
    const result = outcomeOfVote(facts, policy);
    return decided({ result, lifts: result === 'REJECTED' && facts.held });
  },
  recorded: ({ commit }) => {
    const lifts = commit.includes(definitions.SummaryMeetingBlockLifted.type);
    if (commit.includes(definitions.CriticismAdopted.type)) return decided({ result: 'ADOPTED', lifts });
    return decided({ result: lifts ? 'REJECTED' : 'NO_MAJORITY', lifts });
  },
});

const noticeIssued = assessing<
  EvaluationState,
  typeof definitions.CriticismNoticeIssued,
  'block.scope' | 'block.start',
  { readonly held: boolean; readonly kind: CountedFacts['kind'] }
>(definitions.CriticismNoticeIssued, {
  parameters: ['block.scope', 'block.start'],
  facts: ({ data: { object }, state }) =>
    factsOf(state, ({ blocks, objects }) => ({
      held: Object.hasOwn(blocks, object),
      kind: objects[object]?.kind ?? 'GROUP',
    })),
  assess: ({ held, kind }, policy) => {
    const begins = !held && policy['block.start'] === 'AT_CRITICISM' && blocksUnit(kind, policy);
    return decided({ blocked: held || begins });
  },
  recorded: ({ commit }) => decided({ blocked: commit.includes(definitions.SummaryMeetingBlockConfirmed.type) }),
});

const requirementsFound = assessing<
  EvaluationState,
  typeof definitions.RequirementMetFound,
  'block.lift',
  Record<string, never>
>(definitions.RequirementMetFound, {
  parameters: ['block.lift'],
  facts: () => ({}),
  assess: (_facts, policy) => decided({ lifts: policy['block.lift'] === 'OFFICE' }),
  recorded: ({ commit }) => decided({ lifts: commit.includes(definitions.SummaryMeetingBlockLifted.type) }),
});

const blockLifted = assessing<
  EvaluationState,
  typeof definitions.SummaryMeetingBlockLifted,
  'block.lift',
  { readonly met: boolean; readonly confirmed: boolean }
>(definitions.SummaryMeetingBlockLifted, {
  parameters: ['block.lift'],
  // What a vote or a finding lifts in the same commit is theirs to judge.
  facts: ({ data: { object }, state, commit }) =>
    commit.length > 1
      ? undefined
      : factsOf(state, (evaluation) => ({
          met: criticismOf(evaluation, object).met,
          confirmed: evaluation.blocks[object] === 'CONFIRMED',
        })),
  assess: ({ met, confirmed }, policy) =>
    decided({ result: confirmed && !met && policy['block.lift'] !== 'COMMITTEE' ? 'REQUIREMENT_NOT_MET' : 'LIFTED' }),
  recorded: () => decided({ result: 'LIFTED' }),
});

const rosterFrozen = assessing<
  EvaluationState,
  typeof definitions.RosterFrozen,
  'roster.expand',
  RosterGrowth & { readonly excused: boolean }
>(definitions.RosterFrozen, {
  parameters: ['roster.expand'],
  facts: ({ data, state }) =>
    factsOf(state, ({ baseline }) => {
      const growth = growthOf(baseline, data.attendance);
      // The reason is sealed; without further scope the policy that asks for both took nothing but a reason.
      const both = data.policy['roster.expand'].value === 'BOTH_STRICT';
      return { ...growth, excused: both && growth.added.length === 0 };
    }),
  assess: (facts, policy) => decided({ result: lackOf(facts, facts.excused, policy) ?? 'FROZEN' }),
  recorded: () => decided({ result: 'FROZEN' }),
});

const codesIssued = assessing<
  EvaluationState,
  typeof definitions.BallotCodesIssued,
  'ballot.remote' | 'ballot.secret',
  { readonly number: number }
>(definitions.BallotCodesIssued, {
  parameters: ['ballot.remote', 'ballot.secret'],
  facts: ({ data: { number } }) => ({ number }),
  assess: (_facts, policy) => {
    if (!policy['ballot.remote']) return decided({ result: 'REMOTE_BALLOT_NOT_ALLOWED' });
    return decided({ result: policy['ballot.secret'] ? 'ISSUED' : 'BALLOT_NOT_SECRET' });
  },
  recorded: () => decided({ result: 'ISSUED' }),
});

const meetingHeld = assessing<
  EvaluationState,
  typeof definitions.SummaryMeetingHeld,
  'block.level',
  { readonly openBlocks: readonly string[] }
>(definitions.SummaryMeetingHeld, {
  parameters: ['block.level'],
  facts: ({ data: { openBlocks } }) => ({ openBlocks }),
  // Where there were open blocks, it was held because of an explicit decision.
  assess: ({ openBlocks }, policy) =>
    decided({ result: openBlocks.length === 0 || policy['block.level'] === 'UNIT' ? 'HELD' : 'OPEN_BLOCKS' }),
  recorded: () => decided({ result: 'HELD' }),
});

const all: readonly Assessment<EvaluationState>[] = [
  rosterFrozen,
  codesIssued,
  tallyCertified,
  tallyVoided,
  assessmentRecorded,
  voteRecorded,
  noticeIssued,
  requirementsFound,
  blockLifted,
  meetingHeld,
];

/** How decisions about an evaluation are judged again; its objects go their own ways until the meeting. */
export const evaluationAssessments: Assessments<EvaluationState> = {
  all,
  partOf: (state, data) => (state.kind === 'none' ? undefined : objectOf(state.rounds, data)),
};
