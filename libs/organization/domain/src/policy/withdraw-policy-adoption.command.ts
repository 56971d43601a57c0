import { role, withdrawal } from '@taizhang/kernel';
import { policyEvents } from '@taizhang/contracts';

/** Withdraws an adoption that was a mistake (撤回采用): what was decided under it keeps the values that it copied. */
export const withdrawPolicyAdoption = withdrawal({
  name: 'WithdrawPolicyAdoption',
  title: { zh: '撤回政策参数', en: 'Withdraw policy adoption' },
  clauses: [],
  allow: role('committee-secretary', 'superior-office').at('unit-or-superior'),
  events: policyEvents,
  act: 'PolicyAdopted',
  by: 'PolicyAdoptionWithdrawn',
  builtOn: { PolicyAdopted: (withdrawnOne, later) => later.edition > withdrawnOne.edition },
});
