import { command, id, reject, role, type DecidedEvent, type Facts } from '@taizhang/kernel';
import {
  evaluationEvents,
  type BallotCount,
  pickPolicies,
  policiesOf,
  underPolicies,
  type InForce,
} from '@taizhang/contracts';
import { z } from 'zod';
import { bothParts } from '../tally/online.js';
import { assessTally, sameCount, TALLY_POLICIES } from '../tally/tally.js';
import { ALREADY_SIGNED, BALLOTS_NOT_OPENED, COUNTS_DIFFER, COUNTS_MISSING } from './ballot.rejections.js';
import { actingTeller, blocksUnit, VOIDING_POLICIES } from './ballot.rules.js';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { Evaluation, EvaluationState, Round } from './evaluation.state.js';

const POLICIES = [...TALLY_POLICIES, 'block.scope', 'block.start'] as const;

/**
 * Signs what both tellers counted alike on paper (计票签字); what was cast online is added as it was opened. The second signature certifies the tally, or voids the round; a certified
 * tally below the line puts the summary meeting on hold at once (policy 10).
 */
export const signTally = command({
  name: 'SignTally',
  title: { zh: '计票签字', en: 'Sign tally' },
  clauses: ['C5.11', 'C5.12', 'C5.13', 'C5.17'],
  schema: z.strictObject({ round: id() }),
  allow: role('teller').at('unit-or-superior'),
  needs: (_input, { bureau }) => policiesOf(bureau, POLICIES),
  decide: ({ round: id }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, id, ['CLOSED'], (round) =>
        actingTeller(round, facts, (teller) => {
          const [first, second] = round.tellers.map((person) => round.counts[person]);
          if (round.codes > 0 && round.online === null) return reject(BALLOTS_NOT_OPENED, { round: id });
          if (first === undefined || second === undefined) return reject(COUNTS_MISSING);
          if (!sameCount(first, second)) return reject(COUNTS_DIFFER);
          if (round.signed.includes(teller)) return reject(ALREADY_SIGNED);
          if (round.signed.length === 0) return [evaluationEvents.TallySigned({ round: id, teller })];
          return underPolicies(facts, POLICIES, (inForce) =>
            outcome({ evaluation, id, round, count: first }, inForce, facts),
          );
        }),
      ),
    ),
});

interface CountedRound {
  readonly evaluation: Evaluation;
  readonly id: string;
  readonly round: Round;
  readonly count: BallotCount;
}

function outcome(
  { evaluation, id, round, count }: CountedRound,
  { policy, record }: InForce<(typeof POLICIES)[number]>,
  { effectiveOn: on }: Facts,
): readonly DecidedEvent[] {
  const { object, tellers, codes } = round;
  const [roster, paper] = [evaluation.roster ?? 0, round.paper ?? 0];
  const facts = bothParts({ paper, codes, roster }, count, round.online);
  const assessed = count.returned > paper ? 'OVER_RETURNED' : assessTally(facts, policy);
  const { issued, attended, returned, grades } = facts;
  if (typeof assessed === 'string' || grades === null) {
    const ground = typeof assessed === 'string' ? assessed : 'NO_BALLOT_COUNTS';
    const used = pickPolicies(record, ...VOIDING_POLICIES);
    return [evaluationEvents.TallyVoided({ round: id, object, on, ground, reason: null, policy: used })];
  }
  const certified = evaluationEvents.TallyCertified({
    round: id,
    object,
    on,
    tellers: [...tellers],
    roster,
    issued,
    attended,
    returned,
    grades,
    ...assessed,
    shares: [...assessed.shares],
    policy: pickPolicies(record, ...TALLY_POLICIES),
  });
  const kind = evaluation.objects[object]?.kind ?? 'GROUP';
  const holds = policy['block.start'] === 'PROVISIONAL' && blocksUnit(kind, policy);
  if (assessed.verdict !== 'BELOW' || !holds) return [certified];
  const used = pickPolicies(record, 'block.scope', 'block.start');
  const hold = { object, round: id, on, ground: 'TALLY_BELOW_LINE', policy: used } as const;
  return [certified, evaluationEvents.SummaryMeetingBlocked(hold)];
}
