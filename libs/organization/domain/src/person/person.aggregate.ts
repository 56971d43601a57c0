import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { delegatePower } from './delegate-power.command.js';
import { endDelegationsTo } from './end-delegations-to.command.js';
import { endPostsAt } from './end-posts-at.command.js';
import { grantRole } from './grant-role.command.js';
import { handOverDuties } from './hand-over-duties.command.js';
import { evolvePerson, initialPerson } from './person.state.js';
import { linkPersonOutsideId } from './link-person-outside-id.command.js';
import { registerPerson } from './register-person.command.js';
import { revokeDelegation } from './revoke-delegation.command.js';
import { revokeRole } from './revoke-role.command.js';
import { unlinkPersonOutsideId } from './unlink-person-outside-id.command.js';
import { withdrawRoleGrant } from './withdraw-role-grant.command.js';

/** A person (人员), known by an opaque id: the roles granted, the powers lent, the duties handed over. */
export const person = aggregate({
  context: 'organization',
  name: 'person',
  events: personEvents,
  initial: initialPerson,
  evolve: evolvePerson,
  commands: [
    registerPerson,
    grantRole,
    revokeRole,
    withdrawRoleGrant,
    delegatePower,
    revokeDelegation,
    endDelegationsTo,
    endPostsAt,
    handOverDuties,
    linkPersonOutsideId,
    unlinkPersonOutsideId,
  ],
  judgedAt: (state) => (state.kind === 'none' ? [] : [state.unit]),
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
