import { date, event, events, id, personal, redactable, sha256Hex, text } from '@taizhang/kernel';
import { z } from 'zod';
import { INTAKE_KINDS, INTAKE_ORGANS, INTAKE_OUTCOMES } from './intake.catalogue.js';

/** Longest name and contact a reporter may leave, in UTF-16 units. */
export const MAX_REPORTER_LENGTH = 200;

const prose = () => redactable(2, text());

/**
 * Events of a report made without account (匿名反映): confidential as a whole. Who reported stands under a key of its own
 * (`reporter`, an id of nobody else's), is in no view, and is opened by the discipline office only, each time on record.
 */
export const intakeEvents = events('issues', {
  IntakeReceived: event({
    version: 2,
    clr: 3,
    clauses: ['C1.0.b', 'C3.17'],
    schema: z.strictObject({
      intake: id(),
      unit: id(),
      /** Channel that it came in by, where the bureau registered it; before version 2 that was not told. */
      channel: id().nullable(),
      kind: z.enum(INTAKE_KINDS),
      /** Hash of the receipt code: whoever has the code is the reporter. */
      receipt: sha256Hex(),
      validUntil: date(),
      reporter: id(),
      named: z.boolean(),
      content: prose(),
      identity: personal(3, text(MAX_REPORTER_LENGTH).nullable(), 'reporter'),
      contact: personal(3, text(MAX_REPORTER_LENGTH).nullable(), 'reporter'),
    }),
    upcast: { 1: (data) => ({ ...data, channel: null }) },
  }),
  IntakeMessageAdded: event({ version: 1, clr: 3, clauses: ['C3.17'], schema: z.strictObject({ message: prose() }) }),
  IntakeReplied: event({ version: 1, clr: 3, clauses: ['C1.0.b'], schema: z.strictObject({ reply: prose() }) }),
  IntakeRaisedAsIssue: event({ version: 1, clr: 3, clauses: ['C1.0.b'], schema: z.strictObject({ issue: id() }) }),
  IntakeTransferred: event({
    version: 1,
    clr: 3,
    clauses: ['C3.17'],
    schema: z.strictObject({ organ: z.enum(INTAKE_ORGANS), reason: prose() }),
  }),
  IntakeClosed: event({
    version: 1,
    clr: 3,
    clauses: ['C3.17'],
    schema: z.strictObject({ outcome: z.enum(INTAKE_OUTCOMES), conclusion: prose() }),
  }),
});
