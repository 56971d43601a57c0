import { bureauOf, type JsonObject } from '@taizhang/kernel';
import {
  bodyEvents,
  personEvents,
  powerOfGrant,
  powerOfMember,
  powerOfPrincipal,
  unitEvents,
} from '@taizhang/contracts';
import { projection, view, type ProjectedEvent, type ViewDefinition } from '@taizhang/views-port';
import { unitReferenceOf } from '../unit-directory/unit-register.js';

/** When a power is held: from a day on, and no more from another. */
export interface PowerSpan {
  readonly from: string;
  readonly to: string | null;
  readonly clearance: number;
}

/** A power (职权) as every context keeps it: who holds what where, in time. */
export interface DirectoryPower {
  readonly power: string;
  readonly kind: 'grant' | 'principal' | 'member' | 'delegation';
  readonly person: string;
  /** Empty for a delegation: its role is that of the power it names. */
  readonly role: string;
  readonly unit: string;
  readonly spans: readonly PowerSpan[];
  /** Of a membership: the body. */
  readonly body: string | null;
  /** Of a delegation: the delegated power, its holder, and what it is limited to. */
  readonly base: string | null;
  readonly delegator: string | null;
  readonly contexts: readonly string[];
  readonly commands: readonly string[];
}

/** Name of the view in every context that keeps one. */
export const POWER_DIRECTORY = 'power-directory';

type Row = DirectoryPower & JsonObject;

const {
  PrincipalAppointed,
  PrincipalChanged,
  PrincipalAppointmentWithdrawn,
  PrincipalChangeWithdrawn,
  UnitEnded,
  UnitEndWithdrawn,
} = unitEvents.definitions;
const { RoleGranted, RoleRevoked, RoleGrantWithdrawn, DelegationGiven, DelegationRevoked } = personEvents.definitions;
const { BodyMemberJoined, BodyMemberLeft, BodyMembershipWithdrawn } = bodyEvents.definitions;

const NO_DELEGATION = { body: null, base: null, delegator: null, contexts: [], commands: [] } as const;

function row(power: DirectoryPower): Row {
  return power as Row; // holds JSON only
}

/** Ends the last span on a day, unless it ends before; a span that ends where it begins was never held. */
function endOn(doc: Row | null, on: string): Row | null {
  if (doc === null) return null;
  const spans = doc.spans.map((span, i) =>
    i === doc.spans.length - 1 && (span.to === null || span.to > on) ? { ...span, to: on } : span,
  );
  return row({ ...doc, spans });
}

function principalKey(unit: string, person: string): string {
  return `principal:${unit}:${person}`;
}

function appoint(
  doc: Row | null,
  { unit, person, from, clearance }: { unit: string; person: string; from: string; clearance: number },
  event: ProjectedEvent,
): Row {
  const reference = unitReferenceOf(event.ledger, unit);
  const power = powerOfPrincipal(reference, person);
  const spans = [...(doc?.spans ?? []), { from, to: null, clearance }];
  return row({ power, kind: 'principal', person, role: 'principal', unit: reference, spans, ...NO_DELEGATION });
}

/** The last time that a person became principal never was; nothing is left where it was the only one. */
function unappoint(doc: Row | null): Row | null {
  return doc === null || doc.spans.length < 2 ? null : row({ ...doc, spans: doc.spans.slice(0, -1) });
}

/** What ended with a change that never was goes on. */
function goOn(doc: Row | null): Row | null {
  return (
    doc && row({ ...doc, spans: doc.spans.map((span, i) => (i < doc.spans.length - 1 ? span : { ...span, to: null })) })
  );
}

/** The one whose office ended with the unit. */
function lastPrincipal({ unit, principal }: { readonly unit: string; readonly principal: string | null }) {
  return principal === null ? [] : [principalKey(unit, principal)];
}

const principals = {
  [PrincipalAppointed.type]: projection(PrincipalAppointed, {
    keys: ({ unit, person }) => [principalKey(unit, person)],
    project: appoint,
  }),
  [PrincipalChanged.type]: projection(PrincipalChanged, {
    keys: ({ unit, person, previous }) => [...new Set([principalKey(unit, previous), principalKey(unit, person)])],
    project: (doc: Row | null, data, event, key) => {
      const ended = key === principalKey(data.unit, data.previous) ? endOn(doc, data.from) : doc;
      return key === principalKey(data.unit, data.person) ? appoint(ended, data, event) : ended;
    },
  }),
  [PrincipalAppointmentWithdrawn.type]: projection(PrincipalAppointmentWithdrawn, {
    keys: ({ unit, person }) => [principalKey(unit, person)],
    project: unappoint,
  }),
  [PrincipalChangeWithdrawn.type]: projection(PrincipalChangeWithdrawn, {
    keys: ({ unit, person, previous }) => [...new Set([principalKey(unit, previous), principalKey(unit, person)])],
    project: (doc: Row | null, { unit, person, previous }, _event, key) => {
      const before = key === principalKey(unit, person) ? unappoint(doc) : doc;
      return key === principalKey(unit, previous) ? goOn(before) : before;
    },
  }),
  [UnitEnded.type]: projection(UnitEnded, {
    keys: lastPrincipal,
    project: (doc: Row | null, { on }) => endOn(doc, on),
  }),
  [UnitEndWithdrawn.type]: projection(UnitEndWithdrawn, { keys: lastPrincipal, project: goOn }),
};

const grants = {
  [RoleGranted.type]: projection(RoleGranted, {
    keys: (_data, { meta }) => [meta.id],
    project: (_doc: Row | null, { appointment, person, role, unit, from, to, clearance }) =>
      row({
        power: powerOfGrant(person, appointment),
        kind: 'grant',
        person,
        role,
        unit,
        spans: [{ from, to, clearance }],
        ...NO_DELEGATION,
      }),
  }),
  [RoleRevoked.type]: projection(RoleRevoked, {
    keys: ({ event }) => [event],
    project: (doc: Row | null, { on }) => endOn(doc, on),
  }),
  [RoleGrantWithdrawn.type]: projection(RoleGrantWithdrawn, {
    keys: ({ event }) => [event],
    project: (_doc: Row | null) => null,
  }),
};

const delegations = {
  [DelegationGiven.type]: projection(DelegationGiven, {
    keys: (_data, { meta }) => [meta.id],
    project: (_doc: Row | null, { delegation, person, to, power, contexts, commands, unit, from, until }) =>
      row({
        power: powerOfGrant(person, delegation),
        kind: 'delegation',
        person: to,
        role: '',
        unit,
        spans: [{ from, to: until, clearance: 0 }],
        body: null,
        base: power,
        delegator: person,
        contexts,
        commands,
      }),
  }),
  [DelegationRevoked.type]: projection(DelegationRevoked, {
    keys: ({ event }) => [event],
    project: (doc: Row | null, { on }) => endOn(doc, on),
  }),
};

/** Roles that are a second one of the same membership; every other is its first. */
const SECOND_ROLE = 'committee-secretary';
const secondKey = (event: string): string => `${event}:${SECOND_ROLE}`;
const memberKey = (event: string, role: string): string => (role === SECOND_ROLE ? secondKey(event) : event);
/** The rows that a membership may have; where it gives one role only, nothing lies under the second key. */
const memberKeys = ({ event }: { readonly event: string }): readonly string[] => [event, secondKey(event)];

const members = {
  [BodyMemberJoined.type]: projection(BodyMemberJoined, {
    keys: ({ roles }, { meta }) => roles.map((role) => memberKey(meta.id, role)),
    project: (_doc: Row | null, { body, unit, person, roles, from, to, clearance }, event, key) => {
      const role = roles.find((each) => memberKey(event.meta.id, each) === key) ?? '';
      return row({
        power: powerOfMember(bureauOf(event.ledger), body, role, person),
        kind: 'member',
        person,
        role,
        unit: unitReferenceOf(event.ledger, unit),
        spans: [{ from, to, clearance }],
        ...NO_DELEGATION,
        body,
      });
    },
  }),
  [BodyMemberLeft.type]: projection(BodyMemberLeft, {
    keys: memberKeys,
    project: (doc: Row | null, { on }) => endOn(doc, on),
  }),
  [BodyMembershipWithdrawn.type]: projection(BodyMembershipWithdrawn, {
    keys: memberKeys,
    project: (_doc: Row | null) => null,
  }),
};

/** A context's own copy of who holds which power, followed from `organization` (design §9). */
export function powerDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: POWER_DIRECTORY,
    version: 3,
    context,
    fields: { power: 'keyword', person: 'keyword', role: 'keyword', unit: 'keyword', kind: 'keyword' },
    on: { ...principals, ...grants, ...delegations, ...members },
  });
}
