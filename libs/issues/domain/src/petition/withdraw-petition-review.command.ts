import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a review opinion by mistake (撤回复查意见), before it is served. */
export const withdrawPetitionReview = withdrawal({
  name: 'WithdrawPetitionReview',
  title: { zh: '撤回复查意见', en: 'Withdraw review' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionReviewed',
  by: 'PetitionReviewWithdrawn',
  builtOn: {
    PetitionOpinionServed: (_act, { stage }) => stage === 'REVIEW',
    PetitionRecheckRequested: true,
    PetitionFinalised: true,
    PetitionRated: (_act, { stage }) => stage === 'REVIEW',
  },
  refuse: notWithdrawableBy,
});
