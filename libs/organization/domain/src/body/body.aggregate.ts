import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { evolveBody, initialBody } from './body.state.js';
import { dissolveBody } from './dissolve-body.command.js';
import { formBody } from './form-body.command.js';
import { joinBody } from './join-body.command.js';
import { leaveBody } from './leave-body.command.js';
import { withdrawBodyFormation } from './withdraw-body-formation.command.js';
import { withdrawBodyMembership } from './withdraw-body-membership.command.js';

/** A body (机构) of a unit: party committee, campaign office, supervision group and the like, with its members in time. */
export const body = aggregate({
  context: 'organization',
  name: 'body',
  events: bodyEvents,
  initial: initialBody,
  evolve: evolveBody,
  commands: [formBody, joinBody, leaveBody, dissolveBody, withdrawBodyMembership, withdrawBodyFormation],
  judgedAt: (state) => (state.kind === 'none' ? [] : [state.unit]),
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
