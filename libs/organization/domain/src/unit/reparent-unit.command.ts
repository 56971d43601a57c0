import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { isHigherLevel, unitEvents, type UnitLevel } from '@taizhang/contracts';
import { z } from 'zod';
import {
  DATE_BEFORE_LAST,
  DATE_IN_FUTURE,
  PARENT_MISSING,
  PARENT_NOT_HIGHER,
  PARENT_UNCHANGED,
  PARENT_UNKNOWN,
} from './unit.rejections.js';
import { onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Puts a unit under another parent (调整隶属关系). A branch leaves its bureau only by transfer, never by this. */
export const reparentUnit = command({
  name: 'ReparentUnit',
  title: { zh: '调整隶属关系', en: 'Re-parent unit' },
  clauses: [],
  schema: z.strictObject({ parent: id(), from: date(), reason: text() }),
  allow: role('system-admin').at('unit-or-superior'),
  needs: ({ parent }) => ({ parentLevel: { fact: 'organization.unit-level', key: parent } }),
  decide: (input, state: UnitState, { needs, today }, target) =>
    onUnit(state, (unit) => {
      if (unit.level === 'BRANCH') return reject(PARENT_MISSING);
      const last = unit.parents.at(-1);
      if (last?.parent === input.parent) return reject(PARENT_UNCHANGED);
      if (input.from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
      if (last !== undefined && input.from <= last.from) return reject(DATE_BEFORE_LAST, { last: last.from });
      const level = needs['parentLevel'] as UnitLevel | null; // the fact's provider answers a level or null
      if (level === null) return reject(PARENT_UNKNOWN, { parent: input.parent });
      if (!isHigherLevel(level, unit.level)) return reject(PARENT_NOT_HIGHER, { parent: input.parent });
      return [unitEvents.UnitReparented({ unit: target.id, previous: last?.parent ?? null, ...input })];
    }),
});
