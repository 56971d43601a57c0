import {
  date,
  event,
  events,
  id,
  int,
  personal,
  redactable,
  sha256Hex,
  text,
  unitReference,
  withdrawn,
} from '@taizhang/kernel';
import { z } from 'zod';
import { appointmentSpecs } from './appointment.events.js';
import { OUTSIDE_ID_KINDS, UNIT_ENDINGS, UNIT_LEVELS } from './organization.catalogue.js';

/** Most units that follow one that ended. */
export const MAX_SUCCESSORS = 20;

/** Longest number of a person in an outside system. */
export const MAX_OUTSIDE_ID_LENGTH = 64;

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
  /** The unit's code in an outside system (外部编号): codes of units are public registers' and stand openly. */
  UnitOutsideIdLinked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ unit: id(), system: id(), outside: id(), claim: sha256Hex() }),
  }),
  UnitOutsideIdUnlinked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ unit: id(), system: id(), claim: sha256Hex(), reason: redactable(1, text()) }),
  }),
});

/** Events of a person (人员): who exists, which roles were granted and delegated, and what was handed over. */
export const personEvents = events('organization', {
  PersonRegistered: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ person: id(), unit: id(), name: personal(1, text(100), 'person'), from: date() }),
  }),
  /**
   * The person's number in an outside system (外部编号). It tells who he is to anyone with that system's list, so it is sealed; the
   * claim is a keyed hash of it, of no use without the deployment's secret.
   */
  PersonOutsideIdLinked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      person: id(),
      system: id(),
      outside: personal(2, text(MAX_OUTSIDE_ID_LENGTH), 'person'),
      claim: sha256Hex(),
    }),
  }),
  PersonOutsideIdUnlinked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ person: id(), system: id(), claim: sha256Hex(), reason: redactable(1, text()) }),
  }),
  ...appointmentSpecs,
});

/** Events of a claim (占用): who of a ledger has an outside id now; one stream per id, so that nobody else gets it. */
export const outsideClaimEvents = events('organization', {
  OutsideIdClaimed: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ claim: sha256Hex(), kind: z.enum(OUTSIDE_ID_KINDS), holder: id() }),
  }),
  OutsideIdReleased: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ claim: sha256Hex(), holder: id() }),
  }),
});
