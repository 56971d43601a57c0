import { command, id, int, reject, role } from '@taizhang/kernel';
import { evaluationEvents, MAX_ATTENDANCE } from '@taizhang/contracts';
import { z } from 'zod';
import { BALLOTS_EXCEED_ROSTER } from './ballot.rejections.js';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/**
 * Closes a ballot round (投票结束) and says how many paper ballots were handed out: from now on no code is taken, and the tellers
 * count. The ballots in the box follow by themselves (`BallotsOpened`).
 */
export const closeBallotRound = command({
  name: 'CloseBallotRound',
  title: { zh: '结束投票', en: 'Close ballot round' },
  clauses: ['C5.3'],
  schema: z.strictObject({ round: id(), paper: int().min(0).max(MAX_ATTENDANCE) }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  decide: ({ round, paper }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, round, ['OPEN'], ({ codes }) => {
        const issued = paper + codes;
        const roster = evaluation.roster ?? 0;
        if (issued > roster) return reject(BALLOTS_EXCEED_ROSTER, { roster });
        return [evaluationEvents.BallotRoundClosed({ round, on: facts.effectiveOn, paper, codes, issued })];
      }),
    ),
});
