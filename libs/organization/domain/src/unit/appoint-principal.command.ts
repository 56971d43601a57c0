import { command, date, id, int, reject, role, text } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PRINCIPAL_ALREADY_APPOINTED } from './unit.rejections.js';
import { onUnit, unfitPrincipal } from './unit.rules.js';
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
  decide: (input, state: UnitState, facts, target) =>
    onUnit(state, (unit) => {
      if (unit.principals.length > 0) return reject(PRINCIPAL_ALREADY_APPOINTED);
      return (
        unfitPrincipal(input, facts.needs['person'], unit.from, facts) ?? [
          unitEvents.PrincipalAppointed({ unit: target.id, ...input }),
        ]
      );
    }),
});
