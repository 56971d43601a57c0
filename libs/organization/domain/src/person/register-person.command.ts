import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PERSON_ALREADY_REGISTERED } from './person.rejections.js';
import type { PersonState } from './person.state.js';

/** Registers a person (登记人员) under an opaque id; the name is personal and sealed. */
export const registerPerson = command({
  name: 'RegisterPerson',
  title: { zh: '登记人员', en: 'Register person' },
  clauses: [],
  schema: z.strictObject({ unit: id(), name: text(100), from: date() }),
  allow: role('system-admin', 'committee-secretary').at('unit-or-superior'),
  decide: (input, state: PersonState, _facts, target) =>
    state.kind === 'none'
      ? [personEvents.PersonRegistered({ person: target.id, ...input })]
      : reject(PERSON_ALREADY_REGISTERED),
});
