import { date, event, id, int, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { BLOCK_GROUNDS, LIFT_GROUNDS } from './evaluation.catalogue.js';
import { policiesInForce } from './evaluation.policies.js';

const prose = () => redactable(1, text());

/** Events of the summary meeting (总结大会) and of what stands in its way [C5.17]. */
export const summaryMeetingSpecs = {
  SummaryMeetingBlocked: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({
      object: id(),
      round: id(),
      on: date(),
      ground: z.enum(BLOCK_GROUNDS),
      policy: policiesInForce('block.scope', 'block.start'),
    }),
  }),
  SummaryMeetingBlockConfirmed: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({ object: id(), proposal: int().min(1), on: date(), requirements: z.array(id()).min(1) }),
  }),
  RequirementMetFound: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({ object: id(), on: date(), requirements: z.array(id()).min(1), finding: prose() }),
  }),
  SummaryMeetingBlockLifted: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({
      object: id(),
      on: date(),
      ground: z.enum(LIFT_GROUNDS),
      reason: prose().nullable(),
      policy: policiesInForce('block.lift'),
    }),
  }),
  SummaryMeetingScheduled: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({ for: date() }),
  }),
  SummaryMeetingHeld: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({
      on: date(),
      attended: int().min(1),
      summary: prose(),
      /** Evaluations whose meetings are blocked while the bureau holds its own, and the decision to hold it all the same (policy 11). */
      openBlocks: z.array(id()),
      override: prose().nullable(),
      policy: policiesInForce('block.level'),
    }),
  }),
  RequirementFindingWithdrawn: withdrawn({ clr: 1, clauses: ['C5.17'] }),
  BlockLiftWithdrawn: withdrawn({ clr: 1, clauses: ['C5.17'] }),
  SummaryMeetingScheduleWithdrawn: withdrawn({ clr: 1, clauses: ['C5.17'] }),
  SummaryMeetingWithdrawn: withdrawn({ clr: 1, clauses: ['C5.17'] }),
};
