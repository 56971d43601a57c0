import type { Evolve } from '@taizhang/kernel';
import type { personEvents } from '@taizhang/contracts';

/** What deciders know of a person: that there is one, and where. */
export type PersonState = { readonly kind: 'none' } | { readonly kind: 'person'; readonly unit: string };

/** Before registration. */
export const initialPerson: PersonState = { kind: 'none' };

/** One entry per event type: a missing one does not compile. */
export const evolvePerson: Evolve<PersonState, typeof personEvents> = {
  'organization.PersonRegistered': (_state, { unit }) => ({ kind: 'person', unit }),
};
