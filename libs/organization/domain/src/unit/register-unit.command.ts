import { command, date, id, isRejection, reject, role, text } from '@taizhang/kernel';
import { isHigherLevel, UNIT_LEVELS, unitEvents, type UnitLevel } from '@taizhang/contracts';
import { z } from 'zod';
import { claimed, outsideIdOf, unitOutsideId } from '../outside-id/outside-id.js';
import {
  DATE_IN_FUTURE,
  PARENT_MISSING,
  PARENT_NOT_HIGHER,
  PARENT_UNKNOWN,
  UNIT_ALREADY_REGISTERED,
  UNIT_OUTSIDE_LEDGER,
} from './unit.rejections.js';
import type { UnitState } from './unit.state.js';

/**
 * Registers a unit (登记单位). A unit of bureau level or above opens a ledger of its own, which makes codes unique; a branch
 * is a stream in its bureau's. A parent is of a higher level, so no cycle can arise (design §2).
 */
export const registerUnit = command({
  name: 'RegisterUnit',
  title: { zh: '登记单位', en: 'Register unit' },
  clauses: ['C6.7'],
  schema: z.strictObject({
    level: z.enum(UNIT_LEVELS),
    parent: id().nullable().default(null),
    name: text(200),
    from: date(),
    outside: unitOutsideId.nullable().default(null),
  }),
  allow: role('system-admin').at('unit-or-superior'),
  judgedAt: ({ parent }, { bureau }) => [parent ?? bureau],
  needs: ({ parent, outside }, { bureau }) => ({
    ...(parent !== null && { parentLevel: { fact: 'organization.unit-level', key: parent } }),
    ...(outside !== null && { outside: outsideIdOf(bureau, 'UNIT', outside) }),
  }),
  decide: ({ outside, ...input }, state: UnitState, { needs, today }, target) => {
    if (state.kind !== 'none') return reject(UNIT_ALREADY_REGISTERED);
    if (input.from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
    const own = target.id === target.bureau;
    if (own === (input.level === 'BRANCH')) return reject(UNIT_OUTSIDE_LEDGER);
    if (input.level === 'BRANCH' && input.parent !== target.bureau) return reject(PARENT_MISSING);
    if (input.parent !== null) {
      const level = needs['parentLevel'] as UnitLevel | null; // the fact's provider answers a level or null
      if (level === null) return reject(PARENT_UNKNOWN, { parent: input.parent });
      if (!isHigherLevel(level, input.level)) return reject(PARENT_NOT_HIGHER, { parent: input.parent });
    }
    const unit = target.id;
    const registered = unitEvents.UnitRegistered({ unit, ...input });
    if (outside === null) return [registered];
    const found = claimed(needs['outside'], 'UNIT', unit);
    if (isRejection(found)) return found;
    const { claim, side } = found;
    return { events: [registered, unitEvents.UnitOutsideIdLinked({ unit, ...outside, claim })], also: [side] };
  },
});
