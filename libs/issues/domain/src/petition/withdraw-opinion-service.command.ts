import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a service that did not take place (撤回送达登记). */
export const withdrawOpinionService = withdrawal({
  name: 'WithdrawOpinionService',
  title: { zh: '撤回送达登记', en: 'Withdraw service' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionOpinionServed',
  by: 'PetitionServiceWithdrawn',
  builtOn: { PetitionReviewRequested: true, PetitionRecheckRequested: true, PetitionFinalised: true },
  refuse: notWithdrawableBy,
});
