import {
  bureauOf,
  ledgerId,
  openPart,
  type DecidedEvent,
  type JsonObject,
  type LedgerId,
  type Role,
  type StreamId,
} from '@taizhang/kernel';
import { bodyEvents, BODY_ROLES, GRANTABLE_ROLES, personEvents, unitEvents } from '@taizhang/contracts';
import type { ProjectedEvent, ViewDefinition, ViewDocument, ViewFilter } from '@taizhang/views-port';
import type { ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { Sender } from '../identity/identity.js';

/** Day on which the table of powers is drawn up; all of the sample holds since {@link SINCE}. */
export const TABLE_DAY = '2014-07-20';
const SINCE = '2014-01-01';
/** Highest clearance: the table tells of powers, classification is another matter. */
const CLEARANCE = 3;

/** Code of a branch of every unit in the sample, which plays no part in who asks. */
export const ELSEWHERE = 'elsewhere';

/** Units of the sample by their references, each with its level and parent: two cities, two bureaus of one, branches. */
const UNITS = [
  ['province', 'PROVINCE', null],
  ['city', 'CITY', 'province'],
  ['town', 'CITY', 'province'],
  ['bureau', 'BUREAU', 'city'],
  ['other', 'BUREAU', 'city'],
  ['bureau/one', 'BRANCH', 'bureau'],
  ['bureau/two', 'BRANCH', 'bureau'],
  ...(['province', 'city', 'town', 'bureau', 'other'] as const).map(
    (unit) => [`${unit}/${ELSEWHERE}`, 'BRANCH', unit] as const,
  ),
] as const;

/** A unit as the table's acts and questions are about it. */
export interface Place {
  readonly reference: string;
  /** Ledger part and the code within it. */
  readonly bureau: string;
  readonly code: string;
}

function placeOf(reference: string): Place {
  const [bureau = '', code = bureau] = reference.split('/', 2);
  return { reference, bureau, code };
}

/** Where a power is held, and what lies where seen from there. */
export interface Position {
  readonly holder: string;
  readonly relation: 'own' | 'subtree' | 'sibling' | 'superior';
  readonly object: Place;
}

/** The columns of the table. A branch has no subtree. */
export const POSITIONS: readonly Position[] = (
  [
    ['city', { own: 'city', subtree: 'bureau', sibling: 'town', superior: 'province' }],
    ['bureau', { own: 'bureau', subtree: 'bureau/one', sibling: 'other', superior: 'city' }],
    ['bureau/one', { own: 'bureau/one', sibling: 'bureau/two', superior: 'bureau' }],
  ] as const
).flatMap(([holder, objects]) =>
  Object.entries(objects).map(([relation, object]) => ({
    holder,
    relation: relation as Position['relation'], // keys as listed above
    object: placeOf(object),
  })),
);

/** Who holds a role at a unit and nothing else. `public` has no account and so no person; `system` is no sender at all. */
export function senderHolding(role: Role, unit: string): Sender {
  if (role === 'public') return { account: 'public', claimed: { id: 'public', role, unit, clearance: 0 } };
  const person = personHolding(role, unit);
  return { account: `acct-${person}`, person };
}

function personHolding(role: Role, unit: string): string {
  return `${placeOf(unit).bureau}.${role}-${placeOf(unit).code}`;
}

interface Placed {
  readonly ledger: LedgerId;
  readonly stream: StreamId;
  readonly event: DecidedEvent;
}

function registrations(): readonly Placed[] {
  return UNITS.map(([reference, level, parent]) => {
    const { bureau, code } = placeOf(reference);
    const event = unitEvents.UnitRegistered({ unit: code, level, parent, name: reference, from: SINCE });
    return { ledger: ledgerId('organization', bureau), stream: `unit/${code}` as const, event };
  });
}

/** One event that gives a role at a unit: a grant, or the office that it comes with. */
function given(role: Role, unit: string): readonly Placed[] {
  const person = personHolding(role, unit);
  const { bureau, code } = placeOf(unit);
  const ledger = ledgerId('organization', bureau);
  const common = { person, from: SINCE, clearance: CLEARANCE, basis: role };
  const granted = GRANTABLE_ROLES.find((name) => name === role);
  if (granted !== undefined) {
    const event = personEvents.RoleGranted({ ...common, appointment: 'a-1', role: granted, unit, to: null });
    return [{ ledger, stream: `person/${person}`, event }];
  }
  const membership = BODY_ROLES.find((name) => name === role);
  if (membership !== undefined) {
    const joined = { ...common, body: `body-${code}`, unit: code, post: 'SECRETARY' as const, to: null };
    const event = bodyEvents.BodyMemberJoined({ ...joined, roles: [membership] });
    return [{ ledger, stream: `body/body-${code}`, event }];
  }
  if (role !== 'principal') return [];
  return [
    { ledger, stream: `unit/${code}`, event: unitEvents.PrincipalAppointed({ ...common, unit: code, acting: false }) },
  ];
}

/** Reads of every context's directories over the sample organization, in which each of these roles is held at each unit. */
export function sampleReads(registry: ContextRegistry, roles: readonly Role[]): (context: string) => ContextReads {
  const holders = new Set(POSITIONS.map(({ holder }) => holder));
  const placed = [...registrations(), ...[...holders].flatMap((unit) => roles.flatMap((role) => given(role, unit)))];
  const events = placed.map((one, idx) => asProjected(registry, one, idx));
  return (context) => {
    const kept = new Map<string, readonly ViewDocument[]>();
    const documents = (name: string): readonly ViewDocument[] => {
      const found = kept.get(name) ?? projectAll(registry.view(context, name)?.view as ViewDefinition, events); // of whatever documents
      kept.set(name, found);
      return found;
    };
    const all: ContextReads['all'] = (name, { where = [] }) =>
      Promise.resolve(documents(name).filter(({ doc }) => where.every((filter) => matches(doc, filter))));
    return {
      all,
      get: (name, ledger, key) =>
        Promise.resolve(documents(name).find((one) => one.ledger === ledger && one.key === key)),
      seen: () => Promise.resolve(events.length),
      find: async (name, where) =>
        all(name, {
          ledgers: 'all',
          where: Object.entries(where).map(([field, value]) => ({ op: 'eq', field, value }) as const),
        }),
      page: async (name, query) => ({ items: await all(name, query) }),
      count: () => Promise.resolve({}),
      keyedHash: () => Promise.resolve('0'.repeat(64)),
      dayOf: (date) => date.slice(0, 10),
    };
  };
}

function asProjected(registry: ContextRegistry, { ledger, stream, event }: Placed, idx: number): ProjectedEvent {
  const definition = registry.event(event.type);
  if (definition === undefined) throw new TypeError(`${event.type} is in no catalogue`);
  return {
    ledger,
    stream,
    type: event.type,
    schema: event.schema,
    data: openPart(definition.fields, event.data),
    sealed: {},
    meta: {
      id: `event-${String(idx)}`,
      idx,
      rev: 0,
      time: `${SINCE}T00:00:00.000Z`,
      actor: { id: `acct-${bureauOf(ledger)}`, role: 'system-admin' },
    },
  };
}

function projectAll(view: ViewDefinition, events: readonly ProjectedEvent[]): readonly ViewDocument[] {
  const documents = new Map<string, ViewDocument>();
  for (const event of events) {
    const projection = view.on[event.type];
    for (const key of projection?.keys(event) ?? []) {
      const place = `${event.ledger} ${key}`;
      const doc: JsonObject | null | undefined = projection?.project(documents.get(place)?.doc ?? null, event, key);
      if (doc === null || doc === undefined) documents.delete(place);
      else documents.set(place, { ledger: event.ledger, key, idx: event.meta.idx, doc });
    }
  }
  return [...documents.values()];
}

/** @returns whether a document matches a filter of the kinds that directories and scopes are asked by */
export function matches(doc: JsonObject, filter: ViewFilter): boolean {
  const held = doc[filter.field];
  const values: readonly unknown[] = Array.isArray(held) ? held : [held];
  if (filter.op === 'eq') return values.includes(filter.value);
  if (filter.op === 'in') return filter.values.some((value) => values.includes(value));
  throw new TypeError(`the table of powers knows no filter ${filter.op}`);
}
