import { date, event, id, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { CARD_COLOURS } from './issue.catalogue.js';

const prose = () => redactable(1, text());

/** How deadlines are kept: extensions (延期), supervision slips (督办单) with their sign-off and feedback, and cards. */
export const issueSupervisionSpecs = {
  DeadlineExtensionRequested: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ extension: id(), deadline: date(), reason: prose() }),
  }),
  DeadlineExtensionGranted: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ extension: id(), deadline: date(), opinion: prose() }),
  }),
  DeadlineExtensionRefused: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ extension: id(), reason: prose() }),
  }),
  SupervisionSlipIssued: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({
      /** Its document number, as the unit that supervises counts them. */
      slip: id(),
      /** Person who signs it. */
      signer: id(),
      on: date(),
      due: date(),
      basis: prose(),
      requirement: prose(),
    }),
  }),
  SupervisionSlipReceived: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ slip: id() }),
  }),
  SupervisionSlipAnswered: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ slip: id(), feedback: prose() }),
  }),
  WarningCardIssued: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.a'],
    schema: z.strictObject({ card: id(), slip: id(), colour: z.enum(CARD_COLOURS), due: date(), reason: prose() }),
  }),
  ExtensionRequestWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
  ExtensionGrantWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
  ExtensionRefusalWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
  SupervisionSlipWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
  SlipAnswerWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
  WarningCardWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.a'] }),
};
