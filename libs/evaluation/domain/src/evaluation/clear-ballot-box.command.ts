import { command, id, int, reject, role } from '@taizhang/kernel';
import { evaluationEvents, MAX_BALLOT_CODES } from '@taizhang/contracts';
import { z } from 'zod';
import { BALLOTS_NOT_OPENED } from './ballot.rejections.js';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/**
 * Says that nothing is left in a box (清空票箱) that is not recorded: its ballots are opened, its comments collected. The box's own
 * policy gives it, and destroys the box when it is on record: not before.
 */
export const clearBallotBox = command({
  name: 'ClearBallotBox',
  title: { zh: '清空票箱', en: 'Clear ballot box' },
  clauses: ['C5.10', 'C5.12'],
  schema: z.strictObject({ round: id(), comments: int().min(0).max(MAX_BALLOT_CODES) }),
  allow: role('system').at('anywhere'),
  decide: ({ round, comments }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, round, ['OPEN', 'CLOSED', 'CERTIFIED', 'VOID'], ({ online }) =>
        online === null
          ? reject(BALLOTS_NOT_OPENED, { round })
          : [evaluationEvents.BallotBoxCleared({ round, comments })],
      ),
    ),
});
