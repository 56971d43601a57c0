import { date, event, id, int, personal, redactable, reference, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { EVALUATION_OBJECTS } from './evaluation.catalogue.js';
import { policiesInForce } from './evaluation.policies.js';

/** Most people of one category who can be invited: products of two counts stay exact integers. */
export const MAX_ATTENDANCE = 1_000_000;

/** Longest name by which an object of evaluation is known to those who vote, in UTF-16 units. */
export const MAX_OBJECT_NAME_LENGTH = 200;

const prose = () => redactable(1, text());
/** Participants by category: ordinary mass representatives (普通群众代表) among them. */
export const attendance = () =>
  z
    .array(z.strictObject({ category: id(), mass: z.boolean(), count: int().min(1).max(MAX_ATTENDANCE) }))
    .min(1)
    .max(50);

/** Events of the briefing (通报会) and of who attends it. */
export const briefingSpecs = {
  BriefingConvened: event({
    version: 1,
    clr: 1,
    clauses: ['C5.1', 'C5.2', 'C5.3', 'C5.4', 'C5.11'],
    schema: z.strictObject({
      evaluation: id(),
      unit: id(),
      /** Name of the unit, for those who vote. */
      unitName: redactable(1, text(MAX_OBJECT_NAME_LENGTH)).nullable(),
      stage: id(),
      on: date(),
      /** Why a briefing outside the stage's window takes place, where it is [C5.1]. */
      approval: prose().nullable(),
      /** The earlier briefing on the special democratic-life meeting [C5.4]. */
      baseline: z.strictObject({ on: date(), record: reference().nullable(), attendance: attendance() }),
      objects: z
        .array(
          z.strictObject({
            object: id(),
            kind: z.enum(EVALUATION_OBJECTS),
            person: id().nullable(),
            /** Name of the cadre, for those who vote: gone when he is erased. A group is known by its unit. */
            name: personal(1, text(MAX_OBJECT_NAME_LENGTH).nullable(), 'person'),
            deferred: z.boolean(),
            /** Why the object is deferred. */
            reason: prose().nullable(),
          }),
        )
        .min(1),
      policy: policiesInForce('evaluation.objects', 'evaluation.cadres'),
    }),
  }),
  RosterFrozen: event({
    version: 1,
    clr: 1,
    clauses: ['C5.4', 'C5.5', 'C5.6'],
    schema: z.strictObject({
      attendance: attendance(),
      total: int().min(1),
      mass: int().min(0),
      /** Mass categories that the baseline did not have. */
      added: z.array(id()),
      /** Why there is no further category, where there is none. */
      reason: prose().nullable(),
      policy: policiesInForce('roster.expand'),
    }),
  }),
  BriefingWithdrawn: withdrawn({ clr: 1, clauses: ['C5.2'] }),
  RosterFreezeWithdrawn: withdrawn({ clr: 1, clauses: ['C5.4'] }),
};
