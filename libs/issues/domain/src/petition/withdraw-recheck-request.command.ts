import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a request for recheck that was none (撤回复核请求登记). */
export const withdrawRecheckRequest = withdrawal({
  name: 'WithdrawRecheckRequest',
  title: { zh: '撤回复核请求登记', en: 'Withdraw request for recheck' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionRecheckRequested',
  by: 'PetitionRecheckRequestWithdrawn',
  builtOn: { PetitionHearingHeld: true, PetitionRechecked: true },
  refuse: notWithdrawableBy,
});
