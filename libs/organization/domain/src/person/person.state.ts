import type { Evolve } from '@taizhang/kernel';
import type { personEvents } from '@taizhang/contracts';

/** A role granted to a person (任职): held on the days from `from` until, without, `to`. */
export interface Grant {
  /** Event that granted it. */
  readonly event: string;
  readonly role: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string | null;
}

/** A power that this person delegated (授权). */
export interface Delegation {
  readonly event: string;
  readonly to: string;
  /** Unit that it is limited to. */
  readonly unit: string;
  readonly from: string;
  readonly until: string;
}

/** A registered person (人员). */
export interface Person {
  readonly kind: 'person';
  readonly unit: string;
  readonly leftOn: string | null;
  /** Claims of his outside ids, by system. */
  readonly outside: Readonly<Record<string, string>>;
  /** By appointment, see `RoleGranted`. */
  readonly grants: Readonly<Record<string, Grant>>;
  readonly delegations: Readonly<Record<string, Delegation>>;
}

export type PersonState = { readonly kind: 'none' } | Person;

/** Before registration. */
export const initialPerson: PersonState = { kind: 'none' };

function change(state: PersonState, apply: (person: Person) => Partial<Person>): PersonState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** One entry per event type: a missing one does not compile. */
export const evolvePerson: Evolve<PersonState, typeof personEvents> = {
  'organization.PersonRegistered': (_state, { unit }) => ({
    kind: 'person',
    unit,
    leftOn: null,
    outside: {},
    grants: {},
    delegations: {},
  }),
  'organization.PersonOutsideIdLinked': (state, { system, claim }) =>
    change(state, ({ outside }) => ({ outside: { ...outside, [system]: claim } })),
  'organization.PersonOutsideIdUnlinked': (state, { system }) =>
    change(state, ({ outside }) => ({
      outside: Object.fromEntries(Object.entries(outside).filter(([name]) => name !== system)),
    })),
  'organization.RoleGranted': (state, { appointment, role, unit, from, to }, { id: event }) =>
    change(state, ({ grants }) => ({ grants: { ...grants, [appointment]: { event, role, unit, from, to } } })),
  'organization.RoleRevoked': (state, { appointment, on }) =>
    change(state, ({ grants }) => {
      const grant = grants[appointment];
      return grant === undefined ? {} : { grants: { ...grants, [appointment]: { ...grant, to: on } } };
    }),
  'organization.RoleGrantWithdrawn': (state) => state,
  'organization.DelegationGiven': (state, { delegation, to, unit, from, until }, { id: event }) =>
    change(state, ({ delegations }) => ({
      delegations: { ...delegations, [delegation]: { event, to, unit, from, until } },
    })),
  'organization.DelegationRevoked': (state, { delegation, on }) =>
    change(state, ({ delegations }) => {
      const given = delegations[delegation];
      return given === undefined ? {} : { delegations: { ...delegations, [delegation]: { ...given, until: on } } };
    }),
  'organization.DutiesHandedOver': (state) => state,
  'organization.PersonLeft': (state, { on }) => change(state, () => ({ leftOn: on })),
};
