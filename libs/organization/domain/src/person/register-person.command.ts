import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { bureauOfPerson, personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PERSON_ALREADY_REGISTERED, PERSON_ID_INVALID } from './person.rejections.js';
import type { PersonState } from './person.state.js';

/** Registers a person (登记人员) under an opaque id that is unique in the deployment; the name is personal and sealed. */
export const registerPerson = command({
  name: 'RegisterPerson',
  title: { zh: '登记人员', en: 'Register person' },
  clauses: [],
  schema: z.strictObject({ unit: id(), name: text(100), from: date() }),
  allow: role('system-admin', 'security-admin', 'committee-secretary').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  decide: (input, state: PersonState, _facts, target) => {
    if (bureauOfPerson(target.id) !== target.bureau) return reject(PERSON_ID_INVALID);
    if (state.kind !== 'none') return reject(PERSON_ALREADY_REGISTERED);
    return [personEvents.PersonRegistered({ person: target.id, ...input })];
  },
});
