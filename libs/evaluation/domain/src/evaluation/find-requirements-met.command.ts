import { command, id, reject, role, text } from '@taizhang/kernel';
import { evaluationEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { REQUIREMENT_UNKNOWN } from './criticism.rejections.js';
import { actorRecused, ofBureau, onEvaluation, onObject } from './evaluation.rules.js';
import { criticismOf, type EvaluationState } from './evaluation.state.js';
import { NOT_BLOCKED, REQUIREMENT_NOT_MET, REQUIREMENTS_ALREADY_MET } from './summary-meeting.rejections.js';

/**
 * Finds that every requirement of the notice is met (认定整改达到要求): the office finds, the committee confirms, unless
 * the policy leaves it to one of them (policy 12).
 */
export const findRequirementsMet = command({
  name: 'FindRequirementsMet',
  title: { zh: '认定整改达到要求', en: 'Find requirements met' },
  clauses: ['C5.17'],
  schema: z.strictObject({ object: id(), requirements: z.array(id()).min(1).max(100), finding: text() }),
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  needs: (_input, { bureau }) => policiesOf(bureau, ['block.lift']),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, () => {
        const { object } = input;
        const { requirements, met } = criticismOf(evaluation, object);
        if (evaluation.blocks[object] !== 'CONFIRMED') return reject(NOT_BLOCKED, { object });
        if (met) return reject(REQUIREMENTS_ALREADY_MET);
        const unknown = input.requirements.filter((requirement) => !requirements.includes(requirement));
        if (unknown.length > 0) return reject(REQUIREMENT_UNKNOWN, { requirements: unknown });
        const open = requirements.filter((requirement) => !input.requirements.includes(requirement));
        if (open.length > 0) return reject(REQUIREMENT_NOT_MET, { requirements: open });
        return (
          actorRecused(evaluation, object, facts) ??
          underPolicies(facts, ['block.lift'], ({ policy, record }) => {
            const { effectiveOn: on } = facts;
            const lifted = { object, on, ground: 'REQUIREMENTS_MET', reason: null, policy: record } as const;
            return [
              evaluationEvents.RequirementMetFound({ ...input, on }),
              ...(policy['block.lift'] === 'OFFICE' ? [evaluationEvents.SummaryMeetingBlockLifted(lifted)] : []),
            ];
          })
        );
      }),
    ),
});
