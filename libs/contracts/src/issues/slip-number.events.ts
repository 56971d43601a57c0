import { event, events, id } from '@taizhang/kernel';
import { z } from 'zod';

/**
 * The number of a supervision slip (督办单编号) in a stream of its own: a claim, so that no two slips of a bureau ever have the same, one
 * that was withdrawn included.
 */
export const slipNumberEvents = events('issues', {
  SupervisionSlipNumbered: event({
    version: 1,
    clr: 0,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ slip: id(), issue: id() }),
  }),
});
