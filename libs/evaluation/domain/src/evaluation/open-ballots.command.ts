import { command, id, reject, role } from '@taizhang/kernel';
import {
  BALLOT_MARKS,
  evaluationEvents,
  MAX_BALLOT_CODES,
  MAX_BALLOTS_PER_EVENT,
  SENTIMENTS,
} from '@taizhang/contracts';
import { z } from 'zod';
import { inParts } from '../tally/parts.js';
import { BALLOTS_ALREADY_OPENED, BALLOTS_EXCEED_CODES, ROUND_WITHOUT_CODES } from './ballot.rejections.js';
import { onEvaluation, onRound } from './evaluation.rules.js';
import type { EvaluationState } from './evaluation.state.js';

/** Fact: how many codes of a round were used; key = `<bureau>/<evaluation>/<round>`, value = a number. */
export const CODES_USED_FACT = 'evaluation.codes-used';

const USED = 'used';

/**
 * Opens the ballots of a closed round (开启网上选票): all of them, in the order in which the box gives them out, which is nobody's
 * order of voting. Only the box's own policy gives it; there are no more ballots than codes used, and what is missing is stated.
 */
export const openBallots = command({
  name: 'OpenBallots',
  title: { zh: '开启网上选票', en: 'Open ballots' },
  clauses: ['C5.11', 'C5.12'],
  schema: z.strictObject({
    round: id(),
    ballots: z
      .array(z.strictObject({ mark: z.enum(BALLOT_MARKS), comment: z.enum(SENTIMENTS).nullable() }))
      .max(MAX_BALLOT_CODES),
  }),
  allow: role('system').at('anywhere'),
  needs: ({ round }, { bureau, id: evaluation }) => ({
    [USED]: { fact: CODES_USED_FACT, key: `${bureau}/${evaluation}/${round}` },
  }),
  decide: ({ round: id, ballots }, state: EvaluationState, facts) =>
    onEvaluation(state, facts, (evaluation) =>
      onRound(evaluation, id, ['CLOSED'], ({ codes, online }) => {
        if (codes === 0) return reject(ROUND_WITHOUT_CODES, { round: id });
        if (online !== null) return reject(BALLOTS_ALREADY_OPENED, { round: id });
        const used = Number(facts.needs[USED] ?? 0);
        const cast = ballots.length;
        if (cast > used) return reject(BALLOTS_EXCEED_CODES, { used, cast });
        const parts = inParts(ballots, MAX_BALLOTS_PER_EVENT);
        const sums = { round: id, parts: parts.length, used, cast, missing: used - cast };
        return parts.map((some, i) =>
          evaluationEvents.BallotsOpened({ ...sums, part: i + 1, ballots: some.map((ballot) => ({ ...ballot })) }),
        );
      }),
    ),
});
