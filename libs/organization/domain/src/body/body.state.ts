import type { Evolve } from '@taizhang/kernel';
import type { bodyEvents, BodyKind, BodyPost } from '@taizhang/contracts';

/** A membership (任职): held on the days from `from` until, without, `to`. */
export interface Membership {
  readonly person: string;
  readonly post: BodyPost;
  readonly from: string;
  readonly to: string | null;
}

/** A body (机构) that was formed. */
export interface Body {
  readonly kind: 'body';
  readonly bodyKind: BodyKind;
  readonly unit: string;
  readonly from: string;
  readonly dissolvedOn: string | null;
  /** Formed in error (撤回成立): it never was, but its id stays used. */
  readonly withdrawn: boolean;
  /** By the event that began them. */
  readonly memberships: Readonly<Record<string, Membership>>;
}

export type BodyState = { readonly kind: 'none' } | Body;

/** Before it was formed. */
export const initialBody: BodyState = { kind: 'none' };

function change(state: BodyState, apply: (body: Body) => Partial<Body>): BodyState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** One entry per event type: a missing one does not compile. */
export const evolveBody: Evolve<BodyState, typeof bodyEvents> = {
  'organization.BodyFormed': (_state, { kind, unit, from }) => ({
    kind: 'body',
    bodyKind: kind,
    unit,
    from,
    dissolvedOn: null,
    withdrawn: false,
    memberships: {},
  }),
  'organization.BodyMemberJoined': (state, { person, post, from, to }, { id: event }) =>
    change(state, ({ memberships }) => ({ memberships: { ...memberships, [event]: { person, post, from, to } } })),
  'organization.BodyMemberLeft': (state, { event, on }) =>
    change(state, ({ memberships }) => {
      const left = memberships[event];
      return left === undefined ? {} : { memberships: { ...memberships, [event]: { ...left, to: on } } };
    }),
  'organization.BodyMembershipWithdrawn': (state) => state,
  'organization.BodyFormationWithdrawn': (state) => change(state, () => ({ withdrawn: true })),
  'organization.BodyDissolved': (state, { on }) => change(state, () => ({ dissolvedOn: on })),
};
