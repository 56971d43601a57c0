import { actsFor, reject, type Facts, type Rejection } from '@taizhang/kernel';
import { accountIdOf, ADMINISTRATOR_ROLES } from '@taizhang/contracts';
import { PERSON_HAS_LEFT, PERSON_NOT_REGISTERED } from './person.rejections.js';
import type { Person, PersonState } from './person.state.js';

/** Whoever may appoint: the security administrator to any post, the party's secretary to those that are no administrator's. */
export const APPOINTING_ROLES = ['security-admin', 'committee-secretary'] as const;

/** Runs `decide` on a person who is registered and has not left. */
export function onPresent<D>(state: PersonState, decide: (person: Person) => D): D | Rejection {
  if (state.kind === 'none') return reject(PERSON_NOT_REGISTERED);
  return state.leftOn === null ? decide(state) : reject(PERSON_HAS_LEFT, { on: state.leftOn });
}

/** @returns whether the act is the person's own, also through a delegate */
export function isOwnAct(facts: Facts, person: string): boolean {
  return actsFor(facts).includes(accountIdOf(person));
}

/** @returns whether a role is one of the three administrators' (三员) */
export function isAdministrator(role: string): boolean {
  return ADMINISTRATOR_ROLES.some((each) => each === role);
}

interface Span {
  readonly from: string;
  readonly to: string | null;
}

/** @returns whether two half-open spans share a day */
export function overlap(a: Span, b: Span): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to) && !isEmpty(a) && !isEmpty(b);
}

function isEmpty({ from, to }: Span): boolean {
  return to !== null && to <= from;
}

/** @returns whether a grant or membership is still held on a day or will be later */
export function isOpen({ from, to }: Span, on: string): boolean {
  return to === null || (to > on && to > from);
}
