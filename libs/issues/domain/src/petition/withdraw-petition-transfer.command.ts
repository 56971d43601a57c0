import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/** Withdraws a wrong transfer (撤回转送交办), before the other unit did anything. */
export const withdrawPetitionTransfer = withdrawal({
  name: 'WithdrawPetitionTransfer',
  title: { zh: '撤回转送交办', en: 'Withdraw transfer' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  events: petitionEvents,
  act: 'PetitionTransferred',
  by: 'PetitionTransferWithdrawn',
  builtOn: { JurisdictionObjected: true, PetitionAccepted: true, PetitionNotAccepted: true },
  refuse: notWithdrawableBy,
});
