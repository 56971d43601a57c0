import {
  actsFor,
  command,
  id,
  int,
  reject,
  role,
  type DecidedEvent,
  type Facts,
  type Rejection,
} from '@taizhang/kernel';
import { accountIdOf, evaluationEvents, pickPolicies, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { outcomeOfVote, type VoteOutcome } from '../tally/committee-vote.js';
import {
  NOT_A_MEMBER,
  NOT_THE_COMMITTEE,
  OFFICE_PROPOSAL_MISSING,
  PROPOSER_DECIDES,
  VOTES_DO_NOT_ADD_UP,
} from './criticism.rejections.js';
import {
  actorRecused,
  COMMITTEE_MEMBERS_FACT,
  holdersOn,
  mustRecuse,
  ofBureau,
  onEvaluation,
  onObject,
} from './evaluation.rules.js';
import { criticismOf, type Criticism, type Evaluation, type EvaluationState } from './evaluation.state.js';

const POLICIES = ['committee.majority', 'committee.type', 'block.lift'] as const;
const votes = () => int().min(0).max(1_000);
const persons = () => z.array(id()).max(1_000);
const schema = z.strictObject({
  object: id(),
  body: id(),
  present: persons().min(1),
  recused: persons().default([]),
  inFavour: votes(),
  against: votes(),
  abstained: votes(),
});
type Vote = z.output<typeof schema>;

/**
 * Records how the party committee voted on a proposal (党委表决), and what comes of it: adopted; back to the office where neither
 * side has a majority of all members, and the hold stays; or rejected, and the hold is lifted (policies 10, 14).
 */
export const recordCommitteeVote = command({
  name: 'RecordCommitteeVote',
  title: { zh: '党委表决', en: 'Record committee vote' },
  clauses: ['C5.15', 'C5.16'],
  schema,
  allow: role('committee-secretary').at('unit'),
  judgedAt: ofBureau,
  needs: ({ body }, { bureau }) => ({
    members: { fact: COMMITTEE_MEMBERS_FACT, key: `${bureau}/${body}` },
    ...policiesOf(bureau, POLICIES),
  }),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, () => {
        const criticism = criticismOf(evaluation, input.object);
        if (criticism.status !== 'PROPOSED') return reject(OFFICE_PROPOSAL_MISSING, { object: input.object });
        const members = holdersOn(facts.needs['members'], facts.effectiveOn);
        return (
          irregular(input, members) ??
          interested(evaluation, criticism, input, facts) ??
          underPolicies(facts, POLICIES, ({ policy, record: inForce }) => {
            if (policy['committee.type'] !== 'PARTY_COMMITTEE') return reject(NOT_THE_COMMITTEE);
            const { effectiveOn: on } = facts;
            const proposal = criticism.proposals;
            const record = { ...input, proposal, on, members: members.length };
            const ended = {
              object: input.object,
              on,
              ground: 'REJECTED',
              reason: null,
              policy: pickPolicies(inForce, 'block.lift'),
            } as const;
            const outcome = outcomeOfVote(record, policy);
            const lifts = outcome === 'REJECTED' && evaluation.blocks[input.object] === 'PROVISIONAL';
            return [
              evaluationEvents.CommitteeVoteRecorded({
                ...record,
                policy: pickPolicies(inForce, 'committee.majority', 'committee.type'),
              }),
              decided(record, outcome),
              ...(lifts ? [evaluationEvents.SummaryMeetingBlockLifted(ended)] : []),
            ];
          })
        );
      }),
    ),
});

/** Who votes is a member, once; whoever is recused does not vote; every vote is somebody's. */
function irregular(
  { present, recused, inFavour, against, abstained }: Vote,
  members: readonly string[],
): Rejection | undefined {
  if (members.length === 0) return reject(NOT_THE_COMMITTEE);
  const named = [...present, ...recused];
  const strangers = named.filter((person, i) => !members.includes(person) || named.indexOf(person) !== i);
  if (strangers.length > 0) return reject(NOT_A_MEMBER, { persons: strangers });
  return inFavour + against + abstained === present.length ? undefined : reject(VOTES_DO_NOT_ADD_UP);
}

/** Neither those whom it concerns nor the proposer decides, whether by voting or by recording the vote. */
function interested(
  evaluation: Evaluation,
  { proposedBy }: Criticism,
  { object, present }: Vote,
  facts: Facts,
): Rejection | undefined {
  const accounts = [...actsFor(facts), ...present.map(accountIdOf)];
  const recused = mustRecuse(evaluation, object, present) ?? actorRecused(evaluation, object, facts);
  return recused ?? (accounts.some((account) => proposedBy.includes(account)) ? reject(PROPOSER_DECIDES) : undefined);
}

function decided(
  { object, proposal, on, inFavour, against }: Vote & { readonly proposal: number; readonly on: string },
  outcome: VoteOutcome,
): DecidedEvent {
  if (outcome === 'ADOPTED') return evaluationEvents.CriticismAdopted({ object, proposal, on });
  const tie = inFavour === against;
  return evaluationEvents.CriticismNotAdopted({ object, proposal, on, ground: outcome, tie });
}
