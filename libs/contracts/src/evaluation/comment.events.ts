import { date, event, events, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { SENTIMENTS, TRIAGE_OUTCOMES } from './evaluation.catalogue.js';

const prose = () => redactable(1, text());

/** Events of one comment (意见建议) that the masses made on an object; nobody's name stands in it. */
export const commentEvents = events('evaluation', {
  FeedbackCollected: event({
    version: 1,
    clr: 1,
    clauses: ['C5.10', 'C5.14'],
    schema: z.strictObject({
      comment: id(),
      evaluation: id(),
      unit: id(),
      object: id(),
      /** Sheet that it stands on: what one sheet says is one person's (policy 6). */
      sheet: id().nullable(),
      sentiment: z.enum(SENTIMENTS),
      on: date(),
      content: prose(),
    }),
  }),
  FeedbackTriaged: event({
    version: 1,
    clr: 1,
    clauses: ['C5.10'],
    schema: z.strictObject({
      outcome: z.enum(TRIAGE_OUTCOMES),
      on: date(),
      /** Code of the issue that it became or belongs to. */
      issue: id().nullable(),
      answer: prose().nullable(),
    }),
  }),
  FeedbackWithdrawn: withdrawn({ clr: 1, clauses: ['C5.10'] }),
  FeedbackTriageWithdrawn: withdrawn({ clr: 1, clauses: ['C5.10'] }),
});
