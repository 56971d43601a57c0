import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a request for review that was none (撤回复查请求登记). */
export const withdrawReviewRequest = withdrawal({
  name: 'WithdrawReviewRequest',
  title: { zh: '撤回复查请求登记', en: 'Withdraw request for review' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionReviewRequested',
  by: 'PetitionReviewRequestWithdrawn',
  builtOn: { PetitionReviewed: true },
  refuse: notWithdrawableBy,
});
