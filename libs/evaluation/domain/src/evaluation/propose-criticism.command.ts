import { command, id, reject, role, text } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ASSESSMENT_MISSING, PROPOSAL_PENDING, SUPPLEMENT_MISSING } from './criticism.rejections.js';
import { actorRecused, ofBureau, onEvaluation, onObject } from './evaluation.rules.js';
import { criticismOf, type EvaluationState } from './evaluation.state.js';

/** Proposes circulated criticism to the committee (提出通报批评建议), as the assessment says; again only with new material. */
export const proposeCriticism = command({
  name: 'ProposeCriticism',
  title: { zh: '提出通报批评建议', en: 'Propose criticism' },
  clauses: ['C5.15'],
  schema: z.strictObject({ object: id(), reason: text(), supplement: text().nullable().default(null) }),
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, () => {
        const recused = actorRecused(evaluation, input.object, facts);
        if (recused !== undefined) return recused;
        const { assessment, status, proposals } = criticismOf(evaluation, input.object);
        if (assessment?.proposes !== true) return reject(ASSESSMENT_MISSING, { object: input.object });
        if (status !== 'NONE' && status !== 'RETURNED') return reject(PROPOSAL_PENDING, { status });
        if (status === 'RETURNED' && input.supplement === null) return reject(SUPPLEMENT_MISSING);
        return [evaluationEvents.CriticismProposed({ ...input, proposal: proposals + 1, on: facts.effectiveOn })];
      }),
    ),
});
