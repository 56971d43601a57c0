import { date, event, events, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from '../evaluation/evaluation.policies.js';
import { CLOSE_WITHDRAWAL_GROUNDS, CLOSING_CONTEXTS } from './campaign.catalogue.js';

/** Events of a stage (环节): a dated part of a campaign that is closed only when every context clears it [C0.1, C6.1]. */
export const stageEvents = events('campaigns', {
  StageOpened: event({
    version: 1,
    clr: 1,
    clauses: ['C0.1', 'C5.1'],
    schema: z.strictObject({
      stage: id(),
      campaign: id(),
      /** The stage before it, whose open issues go on in this one. */
      previous: id().nullable(),
      from: date(),
      to: date(),
      /** Days between which branches hold their briefings [C5.1]. */
      briefings: z.strictObject({ from: date(), to: date() }),
      units: z.array(id()).min(1),
      title: redactable(1, text()),
    }),
  }),
  StageCloseRequested: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17', 'C6.1'],
    schema: z.strictObject({
      stage: id(),
      request: id(),
      on: date(),
      contexts: z.array(z.enum(CLOSING_CONTEXTS)),
      policy: policiesInForce('stage.closeNeeds'),
    }),
  }),
  /** What one context said. */
  StageCloseAnswered: event({
    version: 1,
    clr: 1,
    clauses: ['C6.1'],
    schema: z.strictObject({
      request: id(),
      context: z.enum(CLOSING_CONTEXTS),
      cleared: z.boolean(),
      /** What stays open there, or what it objects to. */
      named: z.array(id()),
    }),
  }),
  StageCloseWithdrawn: event({
    version: 1,
    clr: 1,
    clauses: ['C6.1'],
    schema: z.strictObject({
      stage: id(),
      request: id(),
      ground: z.enum(CLOSE_WITHDRAWAL_GROUNDS),
      reason: redactable(1, text()).nullable(),
    }),
  }),
  StageClosed: event({
    version: 1,
    clr: 1,
    clauses: ['C0.1', 'C1.1.a', 'C5.17', 'C6.1'],
    /** `open`: the issues that stay open, each by its code. */
    schema: z.strictObject({ stage: id(), request: id(), on: date(), open: z.array(id()) }),
  }),
  StageWithdrawn: withdrawn({ clr: 1, clauses: ['C0.1'] }),
});
