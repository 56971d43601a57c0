import { command, id, reject, role } from '@taizhang/kernel';
import { evaluationEvents, personsOf, policiesOf, underPolicies, unknownPersons } from '@taizhang/contracts';
import { z } from 'zod';
import {
  OBJECT_HAS_ROUND,
  ROSTER_NOT_FROZEN,
  ROUND_ALREADY_OPENED,
  SCALE_NOT_FOUR,
  TELLERS_NOT_TWO,
} from './ballot.rejections.js';
import { mustRecuse, onEvaluation, onObject } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/** Grades that are counted: 好、较好、一般、差 (policy 15). */
const GRADES = 4;

/** Opens a ballot round on one object (开始投票) and names its two tellers, neither of whom is evaluated. */
export const openBallotRound = command({
  name: 'OpenBallotRound',
  title: { zh: '开始投票', en: 'Open ballot round' },
  clauses: ['C5.3', 'C5.11', 'C5.12'],
  schema: z.strictObject({ round: id(), object: id(), tellers: z.array(id()).length(2) }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  needs: ({ tellers }, { bureau }) => ({ ...personsOf(tellers), ...policiesOf(bureau, ['evaluation.scale']) }),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onObject(evaluation, input.object, () => {
        if (evaluation.roster === null) return reject(ROSTER_NOT_FROZEN);
        if (Object.hasOwn(evaluation.rounds, input.round)) return reject(ROUND_ALREADY_OPENED, { round: input.round });
        const others = Object.values(evaluation.rounds).filter(({ object }) => object === input.object);
        if (others.some(({ status }) => status !== 'VOID')) return reject(OBJECT_HAS_ROUND, { object: input.object });
        if (new Set(input.tellers).size !== 2) return reject(TELLERS_NOT_TWO);
        return (
          mustRecuse(evaluation, input.object, input.tellers) ??
          unknownPersons(input.tellers, facts) ??
          underPolicies(facts, ['evaluation.scale'], ({ policy, record }) =>
            policy['evaluation.scale'] === GRADES
              ? [evaluationEvents.BallotRoundOpened({ ...input, on: facts.effectiveOn, policy: record })]
              : reject(SCALE_NOT_FOUR),
          )
        );
      }),
    ),
});
