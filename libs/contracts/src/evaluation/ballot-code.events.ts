import { event, events, id, int, sha256Hex } from '@taizhang/kernel';
import { z } from 'zod';

/** Most hashes of codes that one event lists. */
export const MAX_CODES_PER_EVENT = 500;

/**
 * Events of one-time codes (一次性投票码). A code is known by a keyed hash alone, which is also the stream in which its use is
 * claimed, so that it is used once. Nothing here says what was voted, nor when it was put into the box.
 */
export const ballotCodeEvents = events('evaluation', {
  BallotCodesListed: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3', 'C5.11'],
    schema: z.strictObject({
      evaluation: id(),
      unit: id(),
      object: id(),
      round: id(),
      part: int().min(1),
      codes: z.array(sha256Hex()).min(1).max(MAX_CODES_PER_EVENT),
    }),
  }),
  BallotCodeUsed: event({
    version: 1,
    clr: 1,
    clauses: ['C5.3', 'C5.11'],
    schema: z.strictObject({ evaluation: id(), round: id() }),
  }),
});
