import { role, withdrawal } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';

/** Withdraws the appointment of a unit's first principal that was a mistake (撤回一把手任命): the unit has none again [C6.7]. */
export const withdrawPrincipalAppointment = withdrawal({
  name: 'WithdrawPrincipalAppointment',
  title: { zh: '撤回主要负责同志任命', en: 'Withdraw principal’s appointment' },
  clauses: ['C6.7'],
  allow: role('security-admin').at('unit-or-superior'),
  events: unitEvents,
  act: 'PrincipalAppointed',
  by: 'PrincipalAppointmentWithdrawn',
  builtOn: { PrincipalChanged: true, UnitEnded: true },
  tell: ({ unit, person }) => ({ unit, person }),
});
