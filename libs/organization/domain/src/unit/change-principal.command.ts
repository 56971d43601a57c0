import { command, date, id, int, reject, role, text } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PRINCIPAL_MISSING, PRINCIPAL_UNCHANGED } from './unit.rejections.js';
import { misdatedChange, onUnit, unfitPrincipal } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Changes the principal (变更一把手): one ends on the day the other begins, so at no instant there are none or two [C6.7]. */
export const changePrincipal = command({
  name: 'ChangePrincipal',
  title: { zh: '变更主要负责同志', en: 'Change principal' },
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
      const current = unit.principals.at(-1);
      if (current === undefined) return reject(PRINCIPAL_MISSING);
      if (current.person === input.person && current.acting === input.acting) return reject(PRINCIPAL_UNCHANGED);
      return (
        unfitPrincipal(input, facts.needs['person'], unit.from, facts) ??
        misdatedChange(input.from, current.from, facts.today) ?? [
          unitEvents.PrincipalChanged({ unit: target.id, previous: current.person, ...input }),
        ]
      );
    }),
});
