import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/** Withdraws an end by mistake (撤回终结). */
export const withdrawPetitionFinalisation = withdrawal({
  name: 'WithdrawPetitionFinalisation',
  title: { zh: '撤回终结', en: 'Withdraw finalisation' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  events: petitionEvents,
  act: 'PetitionFinalised',
  by: 'PetitionFinalisationWithdrawn',
  builtOn: {},
  refuse: notWithdrawableBy,
});
