import { date, event, id, int, personal, redactable, reference, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { ISSUE_SOURCES, REFERRAL_ORGANS, REOPENING_GROUNDS, WINDS } from './issue.catalogue.js';

const prose = () => redactable(1, text());

/** Where an issue goes besides the way to its close-out: carried over, merged, referred, set aside, kept up, reopened. */
export const issueCourseSpecs = {
  /** An open issue of a stage before this system comes in, with its original dates (结转). */
  IssueCarriedOver: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    schema: z.strictObject({
      code: id(),
      unit: id(),
      stage: id(),
      /** The stage, and its code there. */
      earlier: z.strictObject({ stage: id(), code: id() }),
      origin: id(),
      source: z.enum(ISSUE_SOURCES),
      record: reference().nullable(),
      anonymous: z.boolean(),
      raisedOn: date(),
      /** By when it was to be done then. */
      dueOn: date().nullable(),
      wind: z.enum(WINDS),
      manifestation: prose(),
      /** What was done about it so far. */
      history: prose(),
      originator: personal(2, text(200).nullable(), { field: 'origin', unique: 'stream' }),
    }),
  }),
  /** Still open when its stage closed, and pursued in the next one. */
  IssueContinued: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    schema: z.strictObject({ stage: id(), earlierStage: id() }),
  }),
  /** In the duplicate's stream: it is pursued as part of another (并入主问题). */
  IssueMerged: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.m'],
    schema: z.strictObject({ into: id(), reason: prose() }),
  }),
  /** In the main issue's stream: whoever raised the duplicate is owed the reply here. */
  OriginsJoined: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b', 'C1.1.m'],
    schema: z.strictObject({
      from: id(),
      raisedOn: date(),
      origins: z
        .array(
          z.strictObject({
            /** Its id here, and in the duplicate. */
            origin: id(),
            was: id(),
            source: z.enum(ISSUE_SOURCES),
            anonymous: z.boolean(),
            answered: z.boolean(),
          }),
        )
        .min(1),
    }),
  }),
  IssueReferred: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.h', 'C1.1.i'],
    schema: z.strictObject({ organ: z.enum(REFERRAL_ORGANS), reason: prose() }),
  }),
  IssueNotAdopted: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.b'],
    schema: z.strictObject({ reason: prose() }),
  }),
  IssueSuspended: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    schema: z.strictObject({ resumeOn: date(), reason: prose() }),
  }),
  IssueResumed: event({ version: 1, clr: 1, clauses: ['C1.1.a'], schema: z.strictObject({ reason: prose() }) }),
  LongTermDesignated: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.m'],
    schema: z.strictObject({ reviewOn: date(), reason: prose() }),
  }),
  ProgressReported: event({
    version: 1,
    clr: 1,
    clauses: ['C1.0.g'],
    schema: z.strictObject({ on: date(), percent: int().min(0).max(100).nullable(), progress: prose() }),
  }),
  IssueReopened: event({
    version: 1,
    clr: 1,
    clauses: ['C6.2'],
    schema: z.strictObject({
      ground: z.enum(REOPENING_GROUNDS),
      lookBack: id().nullable(),
      deadline: date(),
      reason: prose(),
    }),
  }),
  IssueLinkedToNorm: event({ version: 1, clr: 1, clauses: ['C3.12'], schema: z.strictObject({ norm: id() }) }),
  CarryOverWithdrawn: withdrawn({ clr: 1, clauses: ['C1.1.a'] }),
  ReferralWithdrawn: withdrawn({ clr: 1, clauses: ['C1.1.h'] }),
  NonAdoptionWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.b'] }),
  LongTermWithdrawn: withdrawn({ clr: 1, clauses: ['C1.1.m'] }),
  ProgressWithdrawn: withdrawn({ clr: 1, clauses: ['C1.0.g'] }),
  ReopeningWithdrawn: withdrawn({ clr: 1, clauses: ['C6.2'] }),
  NormLinkWithdrawn: withdrawn({ clr: 1, clauses: ['C3.12'] }),
};
