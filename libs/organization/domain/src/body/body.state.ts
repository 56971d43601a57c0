import type { Evolve } from '@taizhang/kernel';
import type { bodyEvents, BodyKind, BodyPost, BodyRole } from '@taizhang/contracts';

/** Membership of a body: held on the days from `from` until, without, `to`. */
export interface Member {
  readonly post: BodyPost;
  readonly roles: readonly BodyRole[];
  readonly from: string;
  readonly to: string | null;
}

/** A body (机构) that was formed at a unit. */
export interface Body {
  readonly kind: 'body';
  readonly sort: BodyKind;
  readonly unit: string;
  readonly from: string;
  readonly dissolvedOn: string | null;
  /** Last membership of each person. */
  readonly members: Readonly<Record<string, Member>>;
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
    sort: kind,
    unit,
    from,
    dissolvedOn: null,
    members: {},
  }),
  'organization.BodyMemberJoined': (state, { person, post, roles, from, to }) =>
    change(state, ({ members }) => ({ members: { ...members, [person]: { post, roles, from, to } } })),
  'organization.BodyMemberLeft': (state, { person, on }) =>
    change(state, ({ members }) => {
      const member = members[person];
      return member === undefined ? {} : { members: { ...members, [person]: { ...member, to: on } } };
    }),
  'organization.BodyDissolved': (state, { on }) => change(state, () => ({ dissolvedOn: on })),
};
