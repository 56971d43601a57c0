import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { unitOfBody } from './body.rules.js';
import { evolveBody, initialBody } from './body.state.js';
import { dissolveBody } from './dissolve-body.command.js';
import { formBody } from './form-body.command.js';
import { joinBody } from './join-body.command.js';
import { leaveBody } from './leave-body.command.js';

/** A body with members (机构): what it is, and who belongs to it with which roles, in time. */
export const body = aggregate({
  context: 'organization',
  name: 'body',
  events: bodyEvents,
  initial: initialBody,
  evolve: evolveBody,
  commands: [formBody, joinBody, leaveBody, dissolveBody],
  judgedAt: unitOfBody,
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
