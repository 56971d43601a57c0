import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ADMINISTRATOR_BY_SECURITY, APPOINTMENT_NOT_OPEN, TERM_EMPTY, TERM_IN_PAST } from './person.rejections.js';
import { APPOINTING_ROLES, isAdministrator, isOpen, onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/** Ends a granted role (免职): it is not held any more on the day named. */
export const revokeRole = command({
  name: 'RevokeRole',
  title: { zh: '免职', en: 'Revoke role' },
  clauses: [],
  schema: z.strictObject({ appointment: id(), on: date(), reason: text() }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  judgedAt: ({ appointment }, _target, state: PersonState) => {
    const grant = state.kind === 'none' ? undefined : entryOf(state.grants, appointment);
    return grant === undefined ? [] : [grant.unit];
  },
  decide: (input, state: PersonState, { actor, effectiveOn }, target) =>
    onPresent(state, ({ grants }) => {
      const grant = entryOf(grants, input.appointment);
      if (grant === undefined || !isOpen(grant, input.on)) return reject(APPOINTMENT_NOT_OPEN);
      if (isAdministrator(grant.role) && actor.role !== 'security-admin') return reject(ADMINISTRATOR_BY_SECURITY);
      if (input.on < grant.from) return reject(TERM_EMPTY);
      if (input.on < effectiveOn) return reject(TERM_IN_PAST);
      return [personEvents.RoleRevoked({ person: target.id, event: grant.event, ...input })];
    }),
});
