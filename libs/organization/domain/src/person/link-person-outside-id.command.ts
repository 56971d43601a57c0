import { command, entryOf, isRejection, reject, role } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { claimed, outsideIdOf, personOutsideId } from '../outside-id/outside-id.js';
import { OUTSIDE_ID_LINKED } from '../outside-id/outside-id.rejections.js';
import { onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/** Links a person with its id in an outside system (登记外部编号): one of each system, and nobody else has it. */
export const linkPersonOutsideId = command({
  name: 'LinkPersonOutsideId',
  title: { zh: '登记人员外部编号', en: 'Link outside id of person' },
  clauses: [],
  schema: personOutsideId,
  allow: role('system-admin').at('unit-or-superior'),
  needs: (input, { bureau }) => ({ outside: outsideIdOf(bureau, 'PERSON', input) }),
  decide: (input, state: PersonState, { needs }, { id: person }) =>
    onPresent(state, ({ outside }) => {
      if (entryOf(outside, input.system) !== undefined) return reject(OUTSIDE_ID_LINKED);
      const found = claimed(needs['outside'], 'PERSON', person);
      if (isRejection(found)) return found;
      const { claim, side } = found;
      return { events: [personEvents.PersonOutsideIdLinked({ person, ...input, claim })], also: [side] };
    }),
});
