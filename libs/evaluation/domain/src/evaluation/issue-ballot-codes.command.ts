import { command, derivedUuid, id, reject, role, sha256Hex, streamId } from '@taizhang/kernel';
import {
  ballotCodeEvents,
  evaluationEvents,
  MAX_BALLOT_CODES,
  MAX_CODES_PER_EVENT,
  policiesOf,
  underPolicies,
} from '@taizhang/contracts';
import { z } from 'zod';
import { inParts } from '../tally/parts.js';
import {
  BALLOT_NOT_SECRET,
  BALLOTS_EXCEED_ROSTER,
  CODES_ALREADY_ISSUED,
  CODES_MALFORMED,
  REMOTE_BALLOT_NOT_ALLOWED,
} from './ballot.rejections.js';
import { actorRecused, onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

const POLICIES = ['ballot.remote', 'ballot.secret'] as const;

/**
 * Issues the one-time codes (发放投票码) of a round's online part, once: how many there are is settled then. The route that draws
 * the codes gives it, with their keyed hashes; codes that nobody drew there would open nothing.
 */
export const issueBallotCodes = command({
  name: 'IssueBallotCodes',
  title: { zh: '发放投票码', en: 'Issue ballot codes' },
  clauses: ['C5.3', 'C5.11'],
  schema: z.strictObject({ round: id(), codes: z.array(sha256Hex()).min(1).max(MAX_BALLOT_CODES) }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  needs: (_input, { bureau }) => policiesOf(bureau, POLICIES),
  decide: ({ round: id, codes }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, id, ['OPEN'], (round) => {
        const recused = actorRecused(evaluation, round.object, facts);
        if (recused !== undefined) return recused;
        if (round.codes > 0) return reject(CODES_ALREADY_ISSUED, { round: id });
        if (new Set(codes).size !== codes.length) return reject(CODES_MALFORMED);
        const roster = evaluation.roster ?? 0;
        if (codes.length > roster) return reject(BALLOTS_EXCEED_ROSTER, { roster });
        return underPolicies(facts, POLICIES, ({ policy, record }) => {
          if (!policy['ballot.remote']) return reject(REMOTE_BALLOT_NOT_ALLOWED);
          if (!policy['ballot.secret']) return reject(BALLOT_NOT_SECRET);
          const { evaluation: name, unit } = evaluation;
          const listed = inParts([...codes].sort(), MAX_CODES_PER_EVENT).map((some, i) =>
            ballotCodeEvents.BallotCodesListed({
              evaluation: name,
              unit,
              object: round.object,
              round: id,
              part: i + 1,
              codes: [...some],
            }),
          );
          const issued = { round: id, on: facts.effectiveOn, number: codes.length, policy: record };
          return {
            events: [evaluationEvents.BallotCodesIssued(issued)],
            also: [{ stream: codeListOf(name, id), events: listed, expect: 'no-stream' }],
          };
        });
      }),
    ),
});

/** Stream in which the hashes of a round's codes stand: a claim, like that of a code. */
export function codeListOf(evaluation: string, round: string) {
  return streamId('ballot-code', derivedUuid('ballot-codes', evaluation, round));
}
