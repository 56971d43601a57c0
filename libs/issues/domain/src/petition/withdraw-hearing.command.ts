import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a hearing that was not held (撤回听证登记). */
export const withdrawHearing = withdrawal({
  name: 'WithdrawHearing',
  title: { zh: '撤回听证登记', en: 'Withdraw hearing' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionHearingHeld',
  by: 'PetitionHearingWithdrawn',
  builtOn: { PetitionHearingHeld: true, PetitionRechecked: true },
  refuse: notWithdrawableBy,
});
