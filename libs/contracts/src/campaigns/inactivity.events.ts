import { date, event, events, id, int } from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from '../evaluation/evaluation.policies.js';

/** Alerts about units that nothing was heard of (防止前紧后松) [C6.1]. */
export const inactivityEvents = events('campaigns', {
  InactivityAlertRaised: event({
    version: 1,
    clr: 1,
    clauses: ['C6.1'],
    schema: z.strictObject({
      stage: id(),
      unit: id(),
      /** Day of its last act. */
      since: date(),
      days: int().min(1),
      policy: policiesInForce('inactivity.days'),
    }),
  }),
});
