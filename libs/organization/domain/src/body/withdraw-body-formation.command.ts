import { role, withdrawal } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';

/** Withdraws a body that was formed in error (撤回机构成立); wrong memberships are withdrawn first, and its id stays used. */
export const withdrawBodyFormation = withdrawal({
  name: 'WithdrawBodyFormation',
  title: { zh: '撤回机构成立', en: 'Withdraw body formation' },
  clauses: [],
  allow: role('security-admin').at('unit-or-superior'),
  events: bodyEvents,
  act: 'BodyFormed',
  by: 'BodyFormationWithdrawn',
  effect: 'ended',
  builtOn: { BodyMemberJoined: true, BodyDissolved: true },
});
