import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws an acceptance by mistake (撤回受理). */
export const withdrawPetitionAcceptance = withdrawal({
  name: 'WithdrawPetitionAcceptance',
  title: { zh: '撤回受理', en: 'Withdraw acceptance' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'PetitionAccepted',
  by: 'PetitionAcceptanceWithdrawn',
  builtOn: { SuggestionStudied: true, PetitionReplied: true, PetitionExtended: true, PetitionConcluded: true },
  refuse: notWithdrawableBy,
});
