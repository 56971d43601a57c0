import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws an opinion by mistake (撤回处理意见), before it is served. */
export const withdrawPetitionConclusion = withdrawal({
  name: 'WithdrawPetitionConclusion',
  title: { zh: '撤回处理意见', en: 'Withdraw conclusion' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'PetitionConcluded',
  by: 'PetitionConclusionWithdrawn',
  builtOn: { PetitionOpinionServed: true, PetitionReviewRequested: true, PetitionFinalised: true, PetitionRated: true },
  refuse: notWithdrawableBy,
});
