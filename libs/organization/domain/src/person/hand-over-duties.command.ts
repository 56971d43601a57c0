import { command, date, id, reject, role, text, type DecidedEvent } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PRINCIPAL_STAYS, RECIPIENT_IS_GIVER, RECIPIENT_UNKNOWN, TERM_IN_PAST } from './person.rejections.js';
import { APPOINTING_ROLES, isOpen, onPresent } from './person.rules.js';
import type { Person, PersonState } from './person.state.js';

/**
 * Hands a person's open duties over to another (职责移交). Contexts follow with an event per duty. One who leaves (离任) loses
 * every granted role and what he delegated on the same day; the office of principal must have passed on before.
 */
export const handOverDuties = command({
  name: 'HandOverDuties',
  title: { zh: '职责移交', en: 'Hand over duties' },
  clauses: ['C6.7'],
  schema: z.strictObject({ to: id(), on: date(), leaves: z.boolean().default(false), reason: text() }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  judgedAt: (_input, _target, state: PersonState) => (state.kind === 'none' ? [] : [state.unit]),
  needs: ({ to, on }, target) => ({
    recipient: { fact: 'organization.person', key: to },
    held: { fact: 'organization.powers', key: target.id, on },
  }),
  decide: ({ to, on, leaves, reason }, state: PersonState, { needs, effectiveOn }, { id: person }) =>
    onPresent(state, (present) => {
      if (to === person) return reject(RECIPIENT_IS_GIVER);
      if (needs['recipient'] === null) return reject(RECIPIENT_UNKNOWN, { to });
      if (on < effectiveOn) return reject(TERM_IN_PAST);
      const held = needs['held'] as unknown as
        readonly { readonly role: string; readonly onBehalfOf?: string }[] | null; // as its provider answers
      if (leaves && held?.some((power) => power.role === 'principal' && power.onBehalfOf === undefined) === true)
        return reject(PRINCIPAL_STAYS);
      const handed = personEvents.DutiesHandedOver({ person, to, on, reason });
      return leaves
        ? [handed, ...endsOf(present, person, on, reason), personEvents.PersonLeft({ person, on })]
        : [handed];
    }),
});

/** Everything the person still holds or lent, ended one by one. */
function endsOf({ grants, delegations }: Person, person: string, on: string, reason: string): readonly DecidedEvent[] {
  const roles = Object.entries(grants)
    .filter(([, grant]) => isOpen(grant, on))
    .map(([appointment, { event }]) => personEvents.RoleRevoked({ person, appointment, event, on, reason }));
  const lent = Object.entries(delegations)
    .filter(([, { until }]) => until > on)
    .map(([delegation, { event }]) => personEvents.DelegationRevoked({ person, delegation, event, on, reason }));
  return [...roles, ...lent];
}
