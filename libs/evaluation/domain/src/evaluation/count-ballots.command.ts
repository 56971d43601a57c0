import { command, id, reject, role } from '@taizhang/kernel';
import { ballotCount, evaluationEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { addsUp } from '../tally/tally.js';
import { COUNT_DOES_NOT_ADD_UP } from './ballot.rejections.js';
import { actingTeller } from './ballot.rules.js';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/**
 * Enters what one teller counted on paper (计票录入), without having seen the other's. Entering again replaces it and takes back what
 * was signed.
 */
export const countBallots = command({
  name: 'CountBallots',
  title: { zh: '计票录入', en: 'Count ballots' },
  clauses: ['C5.12'],
  schema: z.strictObject({ round: id(), count: ballotCount() }),
  allow: role('teller').at('unit-or-superior'),
  decide: ({ round: id, count }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, id, ['CLOSED'], (round) =>
        actingTeller(round, facts, (teller) => {
          const sorted = count.returned <= (round.paper ?? 0);
          if (sorted ? !addsUp(count) : count.grades !== null) return reject(COUNT_DOES_NOT_ADD_UP);
          return [evaluationEvents.BallotsCounted({ round: id, teller, count })];
        }),
      ),
    ),
});
