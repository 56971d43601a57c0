import { actsFor, command, id, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import { evaluationEvents, type LiftGround, type PolicyValues, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { PROPOSER_DECIDES } from './criticism.rejections.js';
import { actorRecused, ofBureau, onEvaluation, onObject } from './evaluation.rules.js';
import { criticismOf, type Block, type Criticism, type EvaluationState } from './evaluation.state.js';
import { FINDER_CONFIRMS, NO_GROUND_TO_LIFT, NOT_BLOCKED, REQUIREMENT_NOT_MET } from './summary-meeting.rejections.js';

/**
 * Lifts what blocks the summary meeting because of one object (解除总结大会限制): the committee confirms that requirements are
 * met, or ends a hold on which no proposal followed, or of which it rejected the proposal (policies 10, 12).
 */
export const liftSummaryMeetingBlock = command({
  name: 'LiftSummaryMeetingBlock',
  title: { zh: '解除总结大会限制', en: 'Lift summary meeting block' },
  clauses: ['C5.17'],
  schema: z.strictObject({ object: id(), reason: text().nullable().default(null) }),
  allow: role('committee-secretary', 'committee-member').at('unit'),
  judgedAt: ofBureau,
  needs: (_input, { bureau }) => policiesOf(bureau, ['block.lift']),
  decide: ({ object, reason }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, object, () => {
        const recused = actorRecused(evaluation, object, facts);
        if (recused !== undefined) return recused;
        return underPolicies(facts, ['block.lift'], ({ policy, record }) => {
          const ground = groundToLift(evaluation.blocks[object], criticismOf(evaluation, object), policy, facts);
          if (typeof ground !== 'string') return ground;
          const { effectiveOn: on } = facts;
          return [evaluationEvents.SummaryMeetingBlockLifted({ object, on, ground, reason, policy: record })];
        });
      }),
    ),
});

function groundToLift(
  block: Block | undefined,
  { met, foundBy, status, assessment }: Criticism,
  policy: Pick<PolicyValues, 'block.lift'>,
  act: Facts,
): LiftGround | Rejection {
  const own = (accounts: readonly string[]) => actsFor(act).some((account) => accounts.includes(account));
  switch (block) {
    case 'CONFIRMED':
      if (!met && policy['block.lift'] !== 'COMMITTEE') return reject(REQUIREMENT_NOT_MET);
      return own(foundBy) ? reject(FINDER_CONFIRMS) : 'REQUIREMENTS_MET';
    case 'PROVISIONAL':
      if (status === 'REJECTED') return 'REJECTED';
      if (assessment?.proposes !== false || (status !== 'NONE' && status !== 'RETURNED'))
        return reject(NO_GROUND_TO_LIFT, { status });
      return own(assessment.by) ? reject(PROPOSER_DECIDES) : 'NO_PROPOSAL';
    case 'LIFTED':
    case undefined:
      return reject(NOT_BLOCKED);
  }
}
