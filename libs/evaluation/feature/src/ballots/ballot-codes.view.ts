import type { JsonObject } from '@taizhang/kernel';
import { ballotCodeEvents } from '@taizhang/contracts';
import { projection, view } from '@taizhang/views-port';

/** A code that was issued, by its keyed hash. */
export interface BallotCodeRow {
  readonly code: string;
  readonly evaluation: string;
  readonly unit: string;
  readonly object: string;
  readonly round: string;
  readonly used: boolean;
}

type Row = BallotCodeRow & JsonObject;
const { BallotCodesListed, BallotCodeUsed } = ballotCodeEvents.definitions;

/** Dimension under which a used code counts. */
export function usedDimension(evaluation: string, round: string): string {
  return `round=${evaluation}/${round}`;
}

/** The codes of online votes (投票码): what each is for and whether it was used. Which ballot came of it nobody knows. */
export const ballotCodesView = view<Row>({
  name: 'ballot-codes',
  version: 1,
  context: 'evaluation',
  fields: { code: 'keyword', evaluation: 'keyword', unit: 'keyword', round: 'keyword', used: 'boolean' },
  counters: {
    used: ({ evaluation, round, used }) => (used ? [usedDimension(evaluation, round)] : []),
  },
  on: {
    [BallotCodesListed.type]: projection(BallotCodesListed, {
      keys: ({ codes }) => codes,
      project: (_doc: Row | null, { evaluation, unit, object, round }, _event, code) =>
        ({ code, evaluation, unit, object, round, used: false }) as Row, // holds JSON only
    }),
    [BallotCodeUsed.type]: projection(BallotCodeUsed, {
      keys: (_data, { stream }) => [stream.slice('ballot-code/'.length)],
      project: (doc: Row | null) => (doc === null ? null : { ...doc, used: true }),
    }),
  },
});
