import { command, date, entryOf, id, int, reject, role, text, unitReference } from '@taizhang/kernel';
import { GRANTABLE_ROLES, personEvents, unitKeyOf } from '@taizhang/contracts';
import { z } from 'zod';
import {
  ADMINISTRATOR_BY_SECURITY,
  ADMINISTRATORS_SEPARATE,
  APPOINTMENT_ID_USED,
  ROLE_ALREADY_HELD,
  SELF_APPOINTMENT,
  TERM_EMPTY,
  TERM_IN_PAST,
  UNIT_NOT_REGISTERED,
} from './person.rejections.js';
import { APPOINTING_ROLES, isAdministrator, isOwnAct, onPresent, overlap } from './person.rules.js';
import type { PersonState } from './person.state.js';

/**
 * Grants a person a role at a unit (任职授权), from a day on. It stands in the person's own stream, wherever the unit is: so the
 * three administrators (三员) are kept apart by one stream, without a stale copy.
 */
export const grantRole = command({
  name: 'GrantRole',
  title: { zh: '任职授权', en: 'Grant role' },
  clauses: [],
  schema: z.strictObject({
    appointment: id(),
    role: z.enum(GRANTABLE_ROLES),
    unit: unitReference(),
    from: date(),
    to: date().nullable().default(null),
    clearance: int().min(0).max(3).default(1),
    basis: text(),
  }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({
    path: { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) },
  }),
  decide: (input, state: PersonState, facts, target) =>
    onPresent(state, ({ grants }) => {
      const path = facts.needs['path'];
      if (isOwnAct(facts, target.id)) return reject(SELF_APPOINTMENT);
      const administrator = isAdministrator(input.role);
      if (administrator && facts.actor.role !== 'security-admin') return reject(ADMINISTRATOR_BY_SECURITY);
      if (!Array.isArray(path) || path[0] !== input.unit) return reject(UNIT_NOT_REGISTERED, { unit: input.unit });
      if (input.to !== null && input.to <= input.from) return reject(TERM_EMPTY);
      if (input.from < facts.effectiveOn) return reject(TERM_IN_PAST);
      if (entryOf(grants, input.appointment) !== undefined) return reject(APPOINTMENT_ID_USED);
      const others = Object.values(grants).filter((grant) => overlap(grant, input));
      if (others.some((grant) => grant.role === input.role && grant.unit === input.unit))
        return reject(ROLE_ALREADY_HELD);
      if (administrator && others.some((grant) => isAdministrator(grant.role) && grant.role !== input.role))
        return reject(ADMINISTRATORS_SEPARATE);
      return [personEvents.RoleGranted({ person: target.id, ...input })];
    }),
});
