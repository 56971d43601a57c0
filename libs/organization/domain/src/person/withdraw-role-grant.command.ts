import { role, withdrawal } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';

/** Withdraws a grant that was a mistake (撤回任职): the role counts as never held; what was done by it stays on record. */
export const withdrawRoleGrant = withdrawal({
  name: 'WithdrawRoleGrant',
  title: { zh: '撤回任职', en: 'Withdraw role grant' },
  clauses: [],
  allow: role('security-admin').at('unit-or-superior'),
  events: personEvents,
  act: 'RoleGranted',
  by: 'RoleGrantWithdrawn',
  builtOn: { RoleRevoked: (granted, revoked) => granted.appointment === revoked.appointment },
});
