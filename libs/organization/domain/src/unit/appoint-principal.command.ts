import { command, date, id, int, reject, role, text } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { DATE_IN_FUTURE, PERSON_UNKNOWN, PRINCIPAL_ALREADY_APPOINTED } from './unit.rejections.js';
import { onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Appoints a unit's first principal (任命一把手); an acting one is recorded as such (policy 37) [C6.7]. */
export const appointPrincipal = command({
  name: 'AppointPrincipal',
  title: { zh: '任命主要负责同志', en: 'Appoint principal' },
  clauses: ['C6.7'],
  schema: z.strictObject({
    person: id(),
    from: date(),
    acting: z.boolean().default(false),
    clearance: int().min(0).max(3).default(1),
    basis: text(),
  }),
  allow: role('committee-secretary', 'security-admin').at('unit-or-superior'),
  needs: ({ person }) => ({ person: { fact: 'organization.person', key: person } }),
  decide: (input, state: UnitState, { needs, today }, target) =>
    onUnit(state, (unit) => {
      if (unit.principals.length > 0) return reject(PRINCIPAL_ALREADY_APPOINTED);
      if (needs['person'] === null) return reject(PERSON_UNKNOWN, { person: input.person });
      if (input.from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
      return [unitEvents.PrincipalAppointed({ unit: target.id, ...input })];
    }),
});
