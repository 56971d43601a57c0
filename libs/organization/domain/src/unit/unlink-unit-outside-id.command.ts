import { command, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { released } from '../outside-id/outside-id.js';
import { OUTSIDE_ID_NONE } from '../outside-id/outside-id.rejections.js';
import { onUnit } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/** Takes an outside id away from a unit (解除外部编号), so that it may be linked with whom it belongs to. */
export const unlinkUnitOutsideId = command({
  name: 'UnlinkUnitOutsideId',
  title: { zh: '解除单位外部编号', en: 'Unlink outside id of unit' },
  clauses: [],
  schema: z.strictObject({ system: id(), reason: text() }),
  allow: role('system-admin').at('unit-or-superior'),
  decide: ({ system, reason }, state: UnitState, _facts, { id: unit }) =>
    onUnit(state, ({ outside }) => {
      const claim = entryOf(outside, system);
      if (claim === undefined) return reject(OUTSIDE_ID_NONE);
      const events = [unitEvents.UnitOutsideIdUnlinked({ unit, system, claim, reason })];
      return { events, also: [released(claim, unit)] };
    }),
});
