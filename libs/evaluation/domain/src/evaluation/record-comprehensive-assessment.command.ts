import { command, id, int, reject, role, text, type Rejection } from '@taizhang/kernel';
import {
  evaluationEvents,
  MAX_ATTENDANCE,
  OPINION_FINDINGS,
  type PolicyValues,
  policiesOf,
  underPolicies,
} from '@taizhang/contracts';
import { z } from 'zod';
import { hasGround, mayBeAssessed, suggestedFinding, type OpinionFacts } from '../tally/opinions.js';
import { OPINIONS_BELOW_BALLOTS } from './ballot.rejections.js';
import {
  ASSESSMENT_NOT_NEEDED,
  ASSESSMENT_STATE_FORBIDS,
  CRITICISM_GROUND_MISSING,
  FINDING_BOUND,
  OPINIONS_EXCEED_BALLOTS,
  TALLY_NOT_CERTIFIED,
} from './criticism.rejections.js';
import { actorRecused, ofBureau, onEvaluation, onObject } from './evaluation.rules.js';
import { certifiedRound, criticismOf, type EvaluationState, type Round } from './evaluation.state.js';

const POLICIES = ['criticism.join', 'criticism.opinions', 'criticism.opinionUnit'] as const;
const schema = z.strictObject({
  object: id(),
  commenters: int().min(0).max(MAX_ATTENDANCE),
  reporters: int().min(0).max(MAX_ATTENDANCE),
  finding: z.enum(OPINION_FINDINGS),
  proposes: z.boolean(),
  reason: text(),
  dissent: text().nullable().default(null),
});

/**
 * Records the office's comprehensive assessment (综合评估) of an object below the line: how many persons gave critical opinions,
 * whether that is many, where the office may depart from what the numbers suggest, and whether it proposes criticism.
 */
export const recordComprehensiveAssessment = command({
  name: 'RecordComprehensiveAssessment',
  title: { zh: '综合评估', en: 'Record comprehensive assessment' },
  clauses: ['C5.13', 'C5.14', 'C5.15'],
  schema,
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  needs: (_input, { bureau }) => policiesOf(bureau, POLICIES),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, () => {
        const { object, commenters, reporters, finding } = input;
        const round = certifiedRound(evaluation, object);
        if (round === undefined || round.verdict === null || round.valid === null)
          return reject(TALLY_NOT_CERTIFIED, { object });
        const recused = actorRecused(evaluation, object, facts);
        if (recused !== undefined) return recused;
        const { status } = criticismOf(evaluation, object);
        const past = evaluation.blocks[object] === 'LIFTED' || (status !== 'NONE' && status !== 'RETURNED');
        if (past) return reject(ASSESSMENT_STATE_FORBIDS, { status });
        const { id: roundId, verdict, valid } = round;
        const assessed = { verdict, valid, commenters, reporters };
        return underPolicies(
          facts,
          POLICIES,
          ({ policy, record }) =>
            miscounted(commenters, round, policy) ??
            unfounded(input, assessed, policy) ?? [
              evaluationEvents.ComprehensiveAssessmentRecorded({
                object,
                round: roundId,
                on: facts.effectiveOn,
                facts: assessed,
                suggested: suggestedFinding(assessed, policy),
                finding,
                proposes: input.proposes,
                reason: input.reason,
                dissent: input.dissent,
                policy: record,
              }),
            ],
        );
      }),
    ),
});

function unfounded(
  { finding, proposes }: z.output<typeof schema>,
  facts: OpinionFacts,
  policy: Pick<PolicyValues, (typeof POLICIES)[number]>,
): Rejection | undefined {
  if (!mayBeAssessed(facts.verdict, policy)) return reject(ASSESSMENT_NOT_NEEDED, { verdict: facts.verdict });
  if (!policy['criticism.opinions'].advisory && finding !== suggestedFinding(facts, policy))
    return reject(FINDING_BOUND);
  return proposes && !hasGround(facts.verdict, finding, policy) ? reject(CRITICISM_GROUND_MISSING) : undefined;
}

/** Persons with opinions are no more than ballots; their comments may be (policy 6). They are no fewer than the box held. */
function miscounted(
  commenters: number,
  { issued, online }: Pick<Round, 'issued' | 'online'>,
  policy: Pick<PolicyValues, 'criticism.opinionUnit'>,
): Rejection | undefined {
  const persons = policy['criticism.opinionUnit'] === 'PERSON';
  const negative = online?.negative ?? 0;
  if (commenters < negative) return reject(OPINIONS_BELOW_BALLOTS, { negative });
  return persons && commenters > (issued ?? 0) ? reject(OPINIONS_EXCEED_BALLOTS) : undefined;
}
