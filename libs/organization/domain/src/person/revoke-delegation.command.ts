import { command, date, entryOf, id, reject, role, ROLES, text } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { APPOINTMENT_NOT_OPEN, NOT_OWN_POWER, TERM_IN_PAST } from './person.rejections.js';
import { isOwnAct, onPresent } from './person.rules.js';
import type { PersonState } from './person.state.js';

/** Roles of those who may end a delegation of their own; the security administrator may end any. */
const ENDING_ROLES = ROLES.filter((each) => each !== 'public' && each !== 'system');

/** Ends a delegation before its time (收回授权): by the delegator, or by the security administrator. */
export const revokeDelegation = command({
  name: 'RevokeDelegation',
  title: { zh: '收回授权', en: 'Revoke delegation' },
  clauses: [],
  schema: z.strictObject({ delegation: id(), on: date(), reason: text() }),
  allow: { roles: ENDING_ROLES, scope: role('security-admin').at('anywhere').scope },
  decide: (input, state: PersonState, facts, target) =>
    onPresent(state, ({ delegations }) => {
      if (!isOwnAct(facts, target.id) && facts.actor.role !== 'security-admin') return reject(NOT_OWN_POWER);
      const given = entryOf(delegations, input.delegation);
      if (given === undefined || given.until <= input.on) return reject(APPOINTMENT_NOT_OPEN);
      if (input.on < facts.effectiveOn) return reject(TERM_IN_PAST);
      return [personEvents.DelegationRevoked({ person: target.id, event: given.event, ...input })];
    }),
});
