import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { policyEvents } from '@taizhang/contracts';
import { adoptPolicy } from './adopt-policy.command.js';
import { evolvePolicy, initialPolicy } from './policy.state.js';
import { withdrawPolicyAdoption } from './withdraw-policy-adoption.command.js';

/** The policy of a unit (政策参数): every edition that it adopted. */
export const policy = aggregate({
  context: 'organization',
  name: 'policy',
  events: policyEvents,
  initial: initialPolicy,
  evolve: evolvePolicy,
  commands: [adoptPolicy, withdrawPolicyAdoption],
  timeline: role(...OFFICE_ROLES, 'system-admin', 'security-admin', 'audit-admin').at('unit-or-superior'),
});
