import { role, withdrawal } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';

/** Withdraws a membership that was a mistake (撤回机构任职): it counts as never held; what was done by it stays on record. */
export const withdrawBodyMembership = withdrawal({
  name: 'WithdrawBodyMembership',
  title: { zh: '撤回机构任职', en: 'Withdraw body membership' },
  clauses: [],
  allow: role('security-admin').at('unit-or-superior'),
  events: bodyEvents,
  act: 'BodyMemberJoined',
  by: 'BodyMembershipWithdrawn',
  builtOn: { BodyMemberLeft: (joined, left) => joined.person === left.person, BodyDissolved: true },
});
