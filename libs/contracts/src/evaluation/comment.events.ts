import { date, event, events, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { WINDS } from '../issues/issue.catalogue.js';
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
    version: 2,
    clr: 1,
    clauses: ['C5.10'],
    schema: z.strictObject({
      outcome: z.enum(TRIAGE_OUTCOMES),
      on: date(),
      /** Code of the issue that it becomes or belongs to. */
      issue: id().nullable(),
      /** What the issue is raised with that it becomes; none where that was raised by hand before. */
      raises: z.strictObject({ unit: id(), stage: id().nullable(), wind: z.enum(WINDS) }).nullable(),
      answer: prose().nullable(),
    }),
    upcast: { 1: (data) => ({ ...data, raises: null }) },
  }),
  FeedbackWithdrawn: withdrawn({ clr: 1, clauses: ['C5.10'] }),
  FeedbackTriageWithdrawn: withdrawn({
    version: 2,
    clr: 1,
    clauses: ['C5.10'],
    /** Code of the issue that was raised of it, which goes with the triage. */
    tells: { issue: id().nullable() },
    upcast: { 1: (data) => ({ ...data, issue: null }) },
  }),
});
