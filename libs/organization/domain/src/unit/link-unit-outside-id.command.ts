import { command, entryOf, isRejection, reject, role } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { claimed, outsideIdOf, unitOutsideId } from '../outside-id/outside-id.js';
import { OUTSIDE_ID_LINKED } from '../outside-id/outside-id.rejections.js';
import { onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Links a unit with its id in an outside system (登记外部编号): one of each system, and nobody else has it. */
export const linkUnitOutsideId = command({
  name: 'LinkUnitOutsideId',
  title: { zh: '登记单位外部编号', en: 'Link outside id of unit' },
  clauses: [],
  schema: unitOutsideId,
  allow: role('system-admin').at('unit-or-superior'),
  needs: (input, { bureau }) => ({ outside: outsideIdOf(bureau, 'UNIT', input) }),
  decide: (input, state: UnitState, { needs }, { id: unit }) =>
    onUnit(state, ({ outside }) => {
      if (entryOf(outside, input.system) !== undefined) return reject(OUTSIDE_ID_LINKED);
      const found = claimed(needs['outside'], 'UNIT', unit);
      if (isRejection(found)) return found;
      const { claim, side } = found;
      return { events: [unitEvents.UnitOutsideIdLinked({ unit, ...input, claim })], also: [side] };
    }),
});
