import { date, event, events, id, int } from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from '../evaluation/evaluation.policies.js';

/** The watch over one unit in one stage, and alerts when nothing was heard of it (防止前紧后松) [C6.1]. */
export const inactivityEvents = events('campaigns', {
  /** It is looked again on `checkOn`: the first day on which the unit can have been silent for the policy's days. */
  UnitWatched: event({
    version: 1,
    clr: 1,
    clauses: ['C6.1'],
    schema: z.strictObject({ stage: id(), unit: id(), checkOn: date(), policy: policiesInForce('inactivity.days') }),
  }),
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
