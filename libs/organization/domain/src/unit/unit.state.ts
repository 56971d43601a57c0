import type { Evolve } from '@taizhang/kernel';
import type { UnitEnding, unitEvents, UnitLevel } from '@taizhang/contracts';

/** Who was principal (一把手) from when; each holds until the next begins, so there is exactly one at any time [C6.7]. */
export interface Principal {
  readonly person: string;
  readonly from: string;
  readonly acting: boolean;
}

/** How a unit ended (撤并): it stood on the days before. */
export interface End {
  readonly kind: UnitEnding;
  readonly on: string;
  /** References of the units that answer for its matters since. */
  readonly successors: readonly string[];
}

/** A registered unit (单位). */
export interface Unit {
  readonly kind: 'unit';
  readonly code: string;
  readonly level: UnitLevel;
  /** Since when it stands. */
  readonly from: string;
  /** Its parents in time, oldest first. */
  readonly parents: readonly { readonly parent: string | null; readonly from: string }[];
  /** Since when it has its present name. */
  readonly namedFrom: string;
  /** Its principals in time, oldest first. */
  readonly principals: readonly Principal[];
  readonly ended: End | null;
  /** Claims of its outside ids, by system. */
  readonly outside: Readonly<Record<string, string>>;
}

export type UnitState = { readonly kind: 'none' } | Unit;

/** Before it was registered. */
export const initialUnit: UnitState = { kind: 'none' };

function change(state: UnitState, apply: (unit: Unit) => Partial<Unit>): UnitState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

function without(outside: Unit['outside'], system: string): Unit['outside'] {
  return Object.fromEntries(Object.entries(outside).filter(([name]) => name !== system));
}

const succeed = (state: UnitState, { person, from, acting }: Principal): UnitState =>
  change(state, (unit) => ({ principals: [...unit.principals, { person, from, acting }] }));

/** One entry per event type: a missing one does not compile. */
export const evolveUnit: Evolve<UnitState, typeof unitEvents> = {
  'organization.UnitRegistered': (_state, { unit, level, parent, from }) => ({
    kind: 'unit',
    code: unit,
    level,
    from,
    parents: [{ parent, from }],
    namedFrom: from,
    principals: [],
    ended: null,
    outside: {},
  }),
  'organization.UnitRenamed': (state, { from }) => change(state, () => ({ namedFrom: from })),
  'organization.UnitReparented': (state, { parent, from }) =>
    change(state, (unit) => ({ parents: [...unit.parents, { parent, from }] })),
  'organization.PrincipalAppointed': succeed,
  'organization.PrincipalChanged': succeed,
  'organization.UnitEnded': (state, { kind, on, successors }) =>
    change(state, () => ({ ended: { kind, on, successors } })),
  'organization.UnitOutsideIdLinked': (state, { system, claim }) =>
    change(state, ({ outside }) => ({ outside: { ...outside, [system]: claim } })),
  'organization.UnitOutsideIdUnlinked': (state, { system }) =>
    change(state, ({ outside }) => ({ outside: without(outside, system) })),
  // the wrong act is gone from the state already
  'organization.PrincipalAppointmentWithdrawn': (state) => state,
  'organization.PrincipalChangeWithdrawn': (state) => state,
  'organization.UnitEndWithdrawn': (state) => state,
};
