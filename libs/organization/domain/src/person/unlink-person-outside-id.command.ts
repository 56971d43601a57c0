import { command, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { released } from '../outside-id/outside-id.js';
import { OUTSIDE_ID_NONE } from '../outside-id/outside-id.rejections.js';
import { onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/** Takes an outside id away from a person (解除外部编号), so that it may be linked with whom it belongs to. */
export const unlinkPersonOutsideId = command({
  name: 'UnlinkPersonOutsideId',
  title: { zh: '解除人员外部编号', en: 'Unlink outside id of person' },
  clauses: [],
  schema: z.strictObject({ system: id(), reason: text() }),
  allow: role('system-admin').at('unit-or-superior'),
  decide: ({ system, reason }, state: PersonState, _facts, { id: person }) =>
    onPresent(state, ({ outside }) => {
      const claim = entryOf(outside, system);
      if (claim === undefined) return reject(OUTSIDE_ID_NONE);
      const events = [personEvents.PersonOutsideIdUnlinked({ person, system, claim, reason })];
      return { events, also: [released(claim, person)] };
    }),
});
