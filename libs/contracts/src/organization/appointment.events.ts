import {
  date,
  event,
  eventReference,
  events,
  id,
  int,
  powerReference,
  redactable,
  text,
  unitReference,
  withdrawn,
} from '@taizhang/kernel';
import { z } from 'zod';
import { BODY_KINDS, BODY_POSTS, BODY_ROLES, DELEGABLE_CONTEXTS, GRANTABLE_ROLES } from './appointment.catalogue.js';

const basis = () => redactable(1, text());
/** Most confidential material that the holder of a post may open: 0 public to 3 confidential (design §9). */
const clearance = () => int().min(0).max(3);
/**
 * Spans of powers are half open: held from the day `from` on, no more on the day `to` (or `on` of a revocation), so that what
 * is revoked today is gone today.
 */
export const appointmentSpecs = {
  RoleGranted: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      appointment: id(),
      person: id(),
      role: z.enum(GRANTABLE_ROLES),
      unit: unitReference(),
      from: date(),
      to: date().nullable(),
      clearance: clearance(),
      basis: basis(),
    }),
  }),
  RoleRevoked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ appointment: id(), event: eventReference(), person: id(), on: date(), reason: basis() }),
  }),
  RoleGrantWithdrawn: withdrawn({ clr: 1, clauses: [] }),
  DelegationGiven: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      delegation: id(),
      person: id(),
      to: id(),
      power: powerReference(),
      contexts: z.array(z.enum(DELEGABLE_CONTEXTS)).min(1),
      commands: z.array(id()),
      unit: unitReference(),
      from: date(),
      until: date(),
      basis: basis(),
    }),
  }),
  DelegationRevoked: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ delegation: id(), event: eventReference(), person: id(), on: date(), reason: basis() }),
  }),
  DutiesHandedOver: event({
    version: 1,
    clr: 1,
    clauses: ['C6.7'],
    schema: z.strictObject({ person: id(), to: id(), on: date(), reason: basis() }),
  }),
  PersonLeft: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ person: id(), on: date() }) }),
};

/** Events of a body (机构): who belongs to it and which powers that gives. A membership is named by the event that began it. */
export const bodyEvents = events('organization', {
  BodyFormed: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      body: id(),
      kind: z.enum(BODY_KINDS),
      unit: id(),
      name: redactable(1, text(200)),
      from: date(),
    }),
  }),
  BodyMemberJoined: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      body: id(),
      unit: id(),
      person: id(),
      post: z.enum(BODY_POSTS),
      roles: z.array(z.enum(BODY_ROLES)).min(1),
      from: date(),
      to: date().nullable(),
      clearance: clearance(),
      basis: basis(),
    }),
  }),
  BodyMemberLeft: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      body: id(),
      event: eventReference(),
      person: id(),
      on: date(),
      reason: basis(),
    }),
  }),
  BodyMembershipWithdrawn: withdrawn({ clr: 1, clauses: [] }),
  BodyFormationWithdrawn: withdrawn({ clr: 1, clauses: [] }),
  BodyDissolved: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ body: id(), on: date(), reason: basis() }),
  }),
});
