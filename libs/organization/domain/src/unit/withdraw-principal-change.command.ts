import { role, withdrawal } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';

/** Withdraws the last change of a unit's principal where it was a mistake (撤回一把手变更): the one before is principal as ever [C6.7]. */
export const withdrawPrincipalChange = withdrawal({
  name: 'WithdrawPrincipalChange',
  title: { zh: '撤回主要负责同志变更', en: 'Withdraw change of principal' },
  clauses: ['C6.7'],
  allow: role('security-admin').at('unit-or-superior'),
  events: unitEvents,
  act: 'PrincipalChanged',
  by: 'PrincipalChangeWithdrawn',
  builtOn: { PrincipalChanged: true, UnitEnded: true },
  tell: ({ unit, person, previous, from }) => ({ unit, person, previous, from }),
});
