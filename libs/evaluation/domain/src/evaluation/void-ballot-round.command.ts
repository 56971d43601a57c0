import { command, id, role, text } from '@taizhang/kernel';
import { evaluationEvents, policiesOf, underPolicies } from '@taizhang/contracts';
import { z } from 'zod';
import { VOIDING_POLICIES } from './ballot.rules.js';
import { actorRecused, ofBureau, onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/** Voids a round that was irregular (宣布作废), before its tally is certified: the object is voted on again. */
export const voidBallotRound = command({
  name: 'VoidBallotRound',
  title: { zh: '宣布投票作废', en: 'Void ballot round' },
  clauses: ['C5.3'],
  schema: z.strictObject({ round: id(), reason: text() }),
  allow: role('campaign-office').at('unit'),
  judgedAt: ofBureau,
  needs: (_input, { bureau }) => policiesOf(bureau, VOIDING_POLICIES),
  decide: ({ round: id, reason }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(
        evaluation,
        id,
        ['OPEN', 'CLOSED'],
        ({ object }) =>
          actorRecused(evaluation, object, facts) ??
          underPolicies(facts, VOIDING_POLICIES, ({ record: policy }) => [
            evaluationEvents.TallyVoided({
              round: id,
              object,
              on: facts.effectiveOn,
              ground: 'IRREGULAR',
              reason,
              policy,
            }),
          ]),
      ),
    ),
});
