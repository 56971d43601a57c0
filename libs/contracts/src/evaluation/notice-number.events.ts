import { event, events, id, int } from '@taizhang/kernel';
import { z } from 'zod';

/**
 * The number of a notice of criticism (发文字号) in a stream of its own: a claim, so that no two notices of a bureau ever have the
 * same, one that was withdrawn included.
 */
export const noticeNumberEvents = events('evaluation', {
  CriticismNoticeNumbered: event({
    version: 1,
    clr: 0,
    clauses: ['C5.16'],
    schema: z.strictObject({ year: int().min(1), serial: int().min(1), evaluation: id(), object: id() }),
  }),
});
