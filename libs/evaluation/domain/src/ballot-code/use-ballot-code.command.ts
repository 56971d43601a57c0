import { command, id, reject, role, streamId, type JsonValue } from '@taizhang/kernel';
import { ballotCodeEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { BALLOT_CODE_UNKNOWN, BALLOT_CODE_USED, BALLOT_ROUND_CLOSED } from './ballot-code.rejections.js';
import type { BallotCodeState } from './ballot-code.state.js';

/** Fact: a code that was issued; key = `<bureau>/<hash>`, value = {@link KnownBallotCode}, or null where none of that hash was. */
export const BALLOT_CODE_FACT = 'evaluation.ballot-code';

/** What is known of a code: the round that it is for, whether that is open, as of the first `seen` events of the ledger. */
export interface KnownBallotCode {
  readonly evaluation: string;
  readonly round: string;
  readonly open: boolean;
  readonly seen: number;
}

const CODE = 'code';

/**
 * Uses a one-time code (使用投票码); its id is the code's keyed hash. It is told nothing of the ballot, so that neither the event
 * nor the digest of the command could be held against one. That the round is still open then is made sure by a gate.
 */
export const useBallotCode = command({
  name: 'UseBallotCode',
  title: { zh: '使用投票码', en: 'Use ballot code' },
  clauses: ['C5.3', 'C5.11'],
  schema: z.strictObject({ evaluation: id(), round: id() }),
  allow: role('public').at('anywhere'),
  needs: (_input, { bureau, id: code }) => ({
    [CODE]: { fact: BALLOT_CODE_FACT, key: `${bureau}/${code}`, guarded: true },
  }),
  decide: ({ evaluation, round }, state: BallotCodeState, facts) => {
    const known = knownCode(facts.needs[CODE]);
    if (known?.evaluation !== evaluation || known.round !== round) return reject(BALLOT_CODE_UNKNOWN);
    if (state.kind !== 'none') return reject(BALLOT_CODE_USED);
    if (!known.open) return reject(BALLOT_ROUND_CLOSED);
    return {
      events: [ballotCodeEvents.BallotCodeUsed({ evaluation, round })],
      none: [{ streams: [streamId('evaluation', evaluation)], after: known.seen - 1 }],
    };
  },
});

function knownCode(value: JsonValue | undefined): KnownBallotCode | undefined {
  return value === null || value === undefined ? undefined : (value as unknown as KnownBallotCode); // as the provider answers
}
