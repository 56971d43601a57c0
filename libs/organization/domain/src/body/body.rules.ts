import { reject, type DecidedEvent, type Rejection } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { isOpen } from '../person/person.rules.js';
import { BODY_DISSOLVED, BODY_UNKNOWN } from './body.rejections.js';
import type { Body, BodyState, Membership } from './body.state.js';

/** Runs `decide` on a body that was formed and stands. */
export function onStanding<D>(state: BodyState, decide: (body: Body) => D): D | Rejection {
  if (state.kind === 'none' || state.withdrawn) return reject(BODY_UNKNOWN);
  return state.dissolvedOn === null ? decide(state) : reject(BODY_DISSOLVED, { on: state.dissolvedOn });
}

/** Memberships that are held on a day or will be later, with the events that began them. */
export function openMemberships({ memberships }: Body, on: string): readonly (readonly [string, Membership])[] {
  return Object.entries(memberships).filter(([, membership]) => isOpen(membership, on));
}

/** An event for each membership that ends. */
export function endsOf(
  body: string,
  memberships: readonly (readonly [string, Membership])[],
  on: string,
  reason: string,
): readonly DecidedEvent[] {
  return memberships.map(([event, { person }]) => bodyEvents.BodyMemberLeft({ body, event, person, on, reason }));
}
