import type { ErasureGround, erasureEvents } from '@taizhang/contracts';
import { actsFor, type ActorId, type Evolve } from '@taizhang/kernel';

/** What is to be erased: all about a person, or one sealed value. */
export type ErasureTarget =
  | { readonly kind: 'subject'; readonly subject: string }
  | { readonly kind: 'disclosure'; readonly context: string; readonly idx: number; readonly digest: string };

/** What was destroyed. */
export interface Destroyed {
  readonly ledgers: number;
  readonly keys: number;
  readonly disclosures: number;
}

/** An erasure (删除) on its way. */
export interface Erasure {
  readonly kind: 'requested' | 'confirmed' | 'completed';
  readonly target: ErasureTarget;
  readonly basis: ErasureGround;
  /** Accounts whose act the request was, and the role in which it was made. */
  readonly requestedBy: readonly ActorId[];
  readonly requestedAs: string;
  /** Contexts that have not answered yet. */
  readonly waiting: readonly string[];
  readonly destroyed: Destroyed;
}

export type ErasureState = { readonly kind: 'none' } | Erasure;

/** Before it is asked for. */
export const initialErasure: ErasureState = { kind: 'none' };

function change(state: ErasureState, apply: (erasure: Erasure) => Partial<Erasure>): ErasureState {
  return state.kind === 'none' ? state : { ...state, ...apply(state) };
}

/** Sums of what was destroyed. */
export function added(a: Destroyed, b: Destroyed): Destroyed {
  return { ledgers: a.ledgers + b.ledgers, keys: a.keys + b.keys, disclosures: a.disclosures + b.disclosures };
}

const fresh = { kind: 'requested', waiting: [], destroyed: { ledgers: 0, keys: 0, disclosures: 0 } } as const;

/** One entry per event type: a missing one does not compile. */
export const evolveErasure: Evolve<ErasureState, typeof erasureEvents> = {
  'organization.ErasureRequested': (_state, { subject, basis }, act) => ({
    ...fresh,
    target: { kind: 'subject', subject },
    basis,
    requestedBy: actsFor(act),
    requestedAs: act.actor.role,
  }),
  'organization.DisclosureErasureRequested': (_state, { context, idx, digest, basis }, act) => ({
    ...fresh,
    target: { kind: 'disclosure', context, idx, digest },
    basis,
    requestedBy: actsFor(act),
    requestedAs: act.actor.role,
  }),
  'organization.ErasureConfirmed': (state, { contexts }) =>
    change(state, () => ({ kind: 'confirmed', waiting: contexts })),
  'organization.DisclosureErasureConfirmed': (state, { context }) =>
    change(state, () => ({ kind: 'confirmed', waiting: [context] })),
  'organization.ErasureCarriedOut': (state, { context, ...destroyed }) =>
    change(state, (erasure) => ({
      waiting: erasure.waiting.filter((each) => each !== context),
      destroyed: added(erasure.destroyed, destroyed),
    })),
  'organization.ErasureCompleted': (state) => change(state, () => ({ kind: 'completed' })),
};
