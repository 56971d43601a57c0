import { date, event, events, id, int, personal, redactable, text, unitReference, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { appointmentSpecs } from './appointment.events.js';
import { UNIT_ENDINGS, UNIT_LEVELS } from './organization.catalogue.js';

/** Most units that follow one that ended. */
export const MAX_SUCCESSORS = 20;

const name = () => redactable(1, text(200));

/** Events of a unit (单位): its place in the tree and its principal (一把手), in time. */
export const unitEvents = events('organization', {
  UnitRegistered: event({
    version: 1,
    clr: 0,
    clauses: ['C6.7'],
    schema: z.strictObject({
      unit: id(),
      level: z.enum(UNIT_LEVELS),
      parent: id().nullable(),
      name: name(),
      from: date(),
    }),
  }),
  UnitRenamed: event({
    version: 1,
    clr: 0,
    clauses: [],
    schema: z.strictObject({ unit: id(), name: name(), from: date(), reason: redactable(1, text()) }),
  }),
  UnitReparented: event({
    version: 1,
    clr: 0,
    clauses: [],
    schema: z.strictObject({
      unit: id(),
      parent: id(),
      previous: id().nullable(),
      from: date(),
      reason: redactable(1, text()),
    }),
  }),
  PrincipalAppointed: event({
    version: 1,
    clr: 1,
    clauses: ['C6.7'],
    schema: z.strictObject({
      unit: id(),
      person: id(),
      from: date(),
      acting: z.boolean(),
      clearance: int().min(0).max(3),
      basis: redactable(1, text()),
    }),
  }),
  PrincipalChanged: event({
    version: 1,
    clr: 1,
    clauses: ['C6.7'],
    schema: z.strictObject({
      unit: id(),
      person: id(),
      previous: id(),
      from: date(),
      acting: z.boolean(),
      clearance: int().min(0).max(3),
      basis: redactable(1, text()),
    }),
  }),
  PrincipalAppointmentWithdrawn: withdrawn({ clr: 1, clauses: ['C6.7'], tells: { unit: id(), person: id() } }),
  PrincipalChangeWithdrawn: withdrawn({
    clr: 1,
    clauses: ['C6.7'],
    tells: { unit: id(), person: id(), previous: id(), from: date() },
  }),
  /** The unit stands on the days before `on`; since then its successors answer for its matters, and where it has none, its parent. */
  UnitEnded: event({
    version: 1,
    clr: 1,
    clauses: ['C6.7'],
    schema: z.strictObject({
      unit: id(),
      kind: z.enum(UNIT_ENDINGS),
      successors: z.array(unitReference()).max(MAX_SUCCESSORS),
      on: date(),
      /** Whose office as principal ended with it. */
      principal: id().nullable(),
      basis: redactable(1, text()),
    }),
  }),
  UnitEndWithdrawn: withdrawn({ clr: 1, clauses: ['C6.7'], tells: { unit: id(), principal: id().nullable() } }),
});

/** Events of a person (人员): who exists, which roles were granted and delegated, and what was handed over. */
export const personEvents = events('organization', {
  PersonRegistered: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ person: id(), unit: id(), name: personal(1, text(100), 'person'), from: date() }),
  }),
  ...appointmentSpecs,
});
