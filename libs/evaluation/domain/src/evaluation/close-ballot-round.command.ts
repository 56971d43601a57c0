import { command, id, int, role } from '@taizhang/kernel';
import { evaluationEvents, MAX_ATTENDANCE } from '@taizhang/contracts';
import { z } from 'zod';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/** Closes a ballot round (投票结束) and says how many ballots were handed out; from now on the tellers count. */
export const closeBallotRound = command({
  name: 'CloseBallotRound',
  title: { zh: '结束投票', en: 'Close ballot round' },
  clauses: ['C5.3'],
  schema: z.strictObject({ round: id(), issued: int().min(1).max(MAX_ATTENDANCE) }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  decide: (input, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, input.round, ['OPEN'], () => [
        evaluationEvents.BallotRoundClosed({ ...input, on: facts.effectiveOn }),
      ]),
    ),
});
