import { command, date, id, isRejection, reject, role, text } from '@taizhang/kernel';
import { bureauOfPerson, personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { claimed, outsideIdOf, personOutsideId } from '../outside-id/outside-id.js';
import { PERSON_ALREADY_REGISTERED, PERSON_ID_INVALID } from './person.rejections.js';
import type { PersonState } from './person.state.js';

/** Registers a person (登记人员) under an opaque id that is unique in the deployment; the name is personal and sealed, and so is the number in an outside system. */
export const registerPerson = command({
  name: 'RegisterPerson',
  title: { zh: '登记人员', en: 'Register person' },
  clauses: [],
  schema: z.strictObject({
    unit: id(),
    name: text(100),
    from: date(),
    outside: personOutsideId.nullable().default(null),
  }),
  allow: role('system-admin', 'security-admin', 'committee-secretary').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ outside }, { bureau }) => (outside === null ? {} : { outside: outsideIdOf(bureau, 'PERSON', outside) }),
  decide: ({ outside, ...input }, state: PersonState, { needs }, target) => {
    if (bureauOfPerson(target.id) !== target.bureau) return reject(PERSON_ID_INVALID);
    if (state.kind !== 'none') return reject(PERSON_ALREADY_REGISTERED);
    const person = target.id;
    const registered = personEvents.PersonRegistered({ person, ...input });
    if (outside === null) return [registered];
    const found = claimed(needs['outside'], 'PERSON', person);
    if (isRejection(found)) return found;
    const { claim, side } = found;
    return { events: [registered, personEvents.PersonOutsideIdLinked({ person, ...outside, claim })], also: [side] };
  },
});
