import { command, date, reject, role, text, unitReference } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { APPOINTMENT_NOT_OPEN } from './person.rejections.js';
import { isOpen, onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/**
 * Ends whatever a person holds or lent at a unit that ended (单位撤并免职), an event for each; given by a policy, whenever the end of
 * the unit is recorded. Administrators' roles are no exception: there is nothing left that they administer.
 */
export const endPostsAt = command({
  name: 'EndPostsAt',
  title: { zh: '单位撤并免职', en: 'End posts at a unit that ended' },
  clauses: ['C6.7'],
  schema: z.strictObject({ unit: unitReference(), on: date(), reason: text() }),
  allow: role('system').at('anywhere'),
  decide: ({ unit, on, reason }, state: PersonState, _facts, { id: person }) =>
    onPresent(state, ({ grants, delegations }) => {
      const roles = Object.entries(grants)
        .filter(([, grant]) => grant.unit === unit && isOpen(grant, on))
        .map(([appointment, { event }]) => personEvents.RoleRevoked({ person, appointment, event, on, reason }));
      const lent = Object.entries(delegations)
        .filter(([, given]) => given.unit === unit && given.until > on)
        .map(([delegation, { event }]) => personEvents.DelegationRevoked({ person, delegation, event, on, reason }));
      return roles.length + lent.length === 0 ? reject(APPOINTMENT_NOT_OPEN) : [...roles, ...lent];
    }),
});
