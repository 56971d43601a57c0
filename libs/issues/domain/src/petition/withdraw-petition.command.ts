import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { receivingUnit } from './petition.units.js';

/** Withdraws a petition that was registered by mistake (撤回信访登记), before anything was decided about it. Its id stays used. */
export const withdrawPetition = withdrawal({
  name: 'WithdrawPetition',
  title: { zh: '撤回信访登记', en: 'Withdraw petition' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => receivingUnit(state),
  events: petitionEvents,
  act: 'PetitionReceived',
  by: 'PetitionWithdrawn',
  effect: 'ended',
  builtOn: { PetitionTransferred: true, PetitionAccepted: true, PetitionNotAccepted: true },
  refuse: notWithdrawableBy,
});
