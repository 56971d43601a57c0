import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { evolvePerson, initialPerson } from './person.state.js';
import { registerPerson } from './register-person.command.js';

/** A person (人员), known by an opaque id. */
export const person = aggregate({
  context: 'organization',
  name: 'person',
  events: personEvents,
  initial: initialPerson,
  evolve: evolvePerson,
  commands: [registerPerson],
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
