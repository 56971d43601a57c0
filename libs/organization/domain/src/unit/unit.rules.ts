import { reject, type Facts, type Rejection } from '@taizhang/kernel';
import { isOwnAct } from '../person/person.rules.js';
import {
  BEFORE_UNIT_BEGAN,
  DATE_BEFORE_LAST,
  DATE_IN_FUTURE,
  PERSON_UNKNOWN,
  SELF_AS_PRINCIPAL,
  UNIT_ABOLISHED,
  UNIT_UNKNOWN,
} from './unit.rejections.js';
import type { Unit, UnitState } from './unit.state.js';

/** Runs `decide` on a registered unit that stands. */
export function onUnit<D>(state: UnitState, decide: (unit: Unit) => D): D | Rejection {
  if (state.kind === 'none') return reject(UNIT_UNKNOWN);
  return state.ended === null ? decide(state) : ended(state.code, state.ended);
}

/** Why nothing is done any more to a unit that ended, and who follows it. */
export function ended(unit: string, { on, successors }: Pick<NonNullable<Unit['ended']>, 'on' | 'successors'>) {
  return reject(UNIT_ABOLISHED, { unit, on, successors: [...successors] });
}

/** A change from `from` on, of which the last was on `last`: each holds for a day at least, and none lies ahead. */
export function misdatedChange(from: string, last: string, today: string): Rejection | undefined {
  if (from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
  return from <= last ? reject(DATE_BEFORE_LAST, { last }) : undefined;
}

/** Day of the latest change of a unit: nothing else begins on it or ends before it. */
export function lastChangeOf({ from, namedFrom, parents, principals }: Unit): string {
  const days = [from, namedFrom, ...parents.map((span) => span.from), ...principals.map((span) => span.from)];
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** Where it is decided whether a unit ends or stands: at a branch's bureau, and above any other. */
export function deciderOf(state: UnitState, bureau: string): readonly string[] {
  const parent = state.kind === 'none' || state.level === 'BRANCH' ? null : state.parents.at(-1)?.parent;
  return [parent ?? bureau];
}

/** Why a person cannot be made principal of a unit that stands since `since`; `known` is the answer of `organization.person`. */
export function unfitPrincipal(
  { person, from }: { readonly person: string; readonly from: string },
  known: unknown,
  since: string,
  facts: Facts,
): Rejection | undefined {
  if (isOwnAct(facts, person)) return reject(SELF_AS_PRINCIPAL);
  if (known === null || known === undefined) return reject(PERSON_UNKNOWN, { person });
  if (from > facts.today) return reject(DATE_IN_FUTURE, { field: 'from' });
  return from < since ? reject(BEFORE_UNIT_BEGAN, { from: since }) : undefined;
}
