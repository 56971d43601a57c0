import { reject, type Rejection } from '@taizhang/kernel';
import { BODY_UNKNOWN } from './body.rejections.js';
import type { Body, BodyState, Member } from './body.state.js';

/** Runs `decide` on a body that was formed and not dissolved. */
export function onStanding<D>(state: BodyState, decide: (body: Body) => D): D | Rejection {
  return state.kind === 'none' || state.dissolvedOn !== null ? reject(BODY_UNKNOWN) : decide(state);
}

/** Who forms bodies and names their members. */
export const FORMING_ROLES = ['security-admin', 'committee-secretary'] as const;

/** Unit whose people name a body's members. */
export function unitOfBody(state: BodyState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}

/** @returns whether a membership goes on after a day */
export function isMemberAfter({ to }: Member, on: string): boolean {
  return to === null || to > on;
}

/** The membership of a person whose id a sender gave, which may be the name of a member that every object has. */
export function memberOf({ members }: Body, person: string): Member | undefined {
  return Object.hasOwn(members, person) ? members[person] : undefined;
}
