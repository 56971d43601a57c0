import {
  date,
  event,
  id,
  instant,
  int,
  personal,
  recordKey,
  redactable,
  sha256Hex,
  text,
  unitReference,
} from '@taizhang/kernel';
import { z } from 'zod';
import { policiesInForce } from '../evaluation/evaluation.policies.js';
import {
  FINAL_GROUNDS,
  NOT_ACCEPTED_GROUNDS,
  PETITION_FORMS,
  PETITION_KINDS,
  PETITION_NOTICES,
  PETITION_OUTCOMES,
  PETITION_RATINGS,
  PETITION_STAGES,
  REVIEW_OUTCOMES,
  TRANSFER_MODES,
} from './petition.catalogue.js';

/** Longest names and contacts of petitioners, in UTF-16 units. */
export const MAX_PETITIONER_LENGTH = 1_000;

const clauses = ['C3.17'];
const prose = () => redactable(2, text());
const nobodyElse = { field: 'petitioner', unique: 'stream' } as const;
const petitioners = (level: 2 | 3) => personal(level, text(MAX_PETITIONER_LENGTH).nullable(), nobodyElse);
const notice = () => z.enum(PETITION_NOTICES);
/** The unit above, which reviews; none at the top. */
const above = () => unitReference().nullable();

/** The policy by which a limit was computed, and the edition of the calendar where that needed working days (policy 44). */
const basis = { policy: policiesInForce('clock.rollover'), calendar: id().nullable() };
/** Last day on which the next act of an office is in time. */
const limit = { dueOn: date(), ...basis };
/** Last day on which the petitioner may ask for more; none where the opinion is not served yet, or there is nothing to ask for. */
const request = { requestBy: date().nullable(), ...basis };

const petition = <S extends z.ZodRawShape>(shape: S) =>
  event({ version: 1, clr: 2, clauses, schema: z.strictObject(shape) });

/** Events up to the opinion of the handling unit. */
export const handlingSpecs = {
  PetitionReceived: event({
    version: 1,
    clr: 2,
    clauses: ['C1.0.b', 'C3.17'],
    schema: z.strictObject({
      petition: id(),
      unit: unitReference(),
      above: above(),
      kind: z.enum(PETITION_KINDS),
      form: z.enum(PETITION_FORMS),
      channel: id().nullable(),
      /** Number of the matter: the same facts and grounds have the same, wherever they are raised. */
      matter: recordKey(),
      persons: int().min(1),
      representatives: int().min(0),
      named: z.boolean(),
      /** Name and address are known: notices go out in writing. */
      reachable: z.boolean(),
      petitioner: id(),
      accusedUnits: z.array(unitReference()),
      accusedPersons: z.array(id()),
      receivedOn: date(),
      ...limit,
      content: redactable(2, text().nullable()),
      names: petitioners(2),
      contact: petitioners(2),
      /** Of an accusation: for the discipline office alone. */
      accusation: redactable(3, text().nullable()),
      informers: petitioners(3),
      informerContact: petitioners(3),
    }),
  }),
  PetitionReceiptIssued: petition({ receipt: sha256Hex(), validUntil: date() }),
  PetitionTransferred: petition({
    to: unitReference(),
    above: above(),
    mode: z.enum(TRANSFER_MODES),
    transferredOn: date(),
    objectBy: date(),
    ...limit,
    reason: prose(),
  }),
  JurisdictionObjected: petition({
    unit: unitReference(),
    /** The common superior, which decides. */
    decider: unitReference(),
    objectedOn: date(),
    reason: prose(),
  }),
  JurisdictionDecided: petition({ to: unitReference(), above: above(), decidedOn: date(), ...limit, reason: prose() }),
  PetitionAccepted: petition({ acceptedOn: date(), overdue: z.boolean(), notice: notice(), ...limit }),
  PetitionNotAccepted: petition({
    ground: z.enum(NOT_ACCEPTED_GROUNDS),
    decidedOn: date(),
    overdue: z.boolean(),
    notice: notice(),
    /** Why, and where the petitioner may turn. */
    explanation: prose(),
  }),
  SuggestionStudied: petition({ adopted: z.boolean(), studiedOn: date(), finding: prose() }),
  PetitionReplied: event({
    version: 1,
    clr: 2,
    clauses: ['C1.0.b', 'C3.17'],
    schema: z.strictObject({ repliedOn: date(), reply: prose() }),
  }),
  PetitionExtended: petition({ from: date(), until: date(), orderedOn: date(), notice: notice(), reason: prose() }),
  PetitionConcluded: petition({
    outcome: z.enum(PETITION_OUTCOMES),
    concludedOn: date(),
    overdue: z.boolean(),
    ...request,
    opinion: prose(),
  }),
};

/** Events after the opinion of the handling unit. */
export const remedySpecs = {
  PetitionOpinionServed: petition({ stage: z.enum(PETITION_STAGES), servedOn: date(), ...request }),
  PetitionReviewRequested: petition({
    reviewer: unitReference(),
    above: above(),
    requestedOn: date(),
    ...limit,
    grounds: prose(),
  }),
  PetitionReviewed: petition({
    outcome: z.enum(REVIEW_OUTCOMES),
    reviewedOn: date(),
    overdue: z.boolean(),
    ...request,
    opinion: prose(),
  }),
  PetitionRecheckRequested: petition({ rechecker: unitReference(), requestedOn: date(), ...limit, grounds: prose() }),
  /** The time of a hearing (听证) does not count. */
  PetitionHearingHeld: petition({ from: date(), until: date(), days: int().min(1), ...limit, record: prose() }),
  PetitionRechecked: petition({
    outcome: z.enum(REVIEW_OUTCOMES),
    recheckedOn: date(),
    overdue: z.boolean(),
    opinion: prose(),
  }),
  PetitionFinalised: petition({ ground: z.enum(FINAL_GROUNDS), finalOn: date(), conclusion: prose() }),
  PetitionRated: petition({
    stage: z.enum(PETITION_STAGES),
    rating: z.enum(PETITION_RATINGS),
    ratedAt: instant(),
    comment: redactable(2, text().nullable()),
  }),
};
