import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws a wrong reply (撤回答复); what the petitioner has read stays read. */
export const withdrawPetitionReply = withdrawal({
  name: 'WithdrawPetitionReply',
  title: { zh: '撤回答复', en: 'Withdraw reply' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'PetitionReplied',
  by: 'PetitionReplyWithdrawn',
  builtOn: { PetitionConcluded: true },
  refuse: notWithdrawableBy,
});
