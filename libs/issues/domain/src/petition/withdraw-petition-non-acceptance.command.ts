import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws a non-acceptance by mistake (撤回不予受理). */
export const withdrawPetitionNonAcceptance = withdrawal({
  name: 'WithdrawPetitionNonAcceptance',
  title: { zh: '撤回不予受理', en: 'Withdraw non-acceptance' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'PetitionNotAccepted',
  by: 'PetitionNonAcceptanceWithdrawn',
  builtOn: {},
  refuse: notWithdrawableBy,
});
