import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { opiningUnit } from './petition.units.js';

/** Withdraws a recheck opinion by mistake (撤回复核意见), before it is served. */
export const withdrawPetitionRecheck = withdrawal({
  name: 'WithdrawPetitionRecheck',
  title: { zh: '撤回复核意见', en: 'Withdraw recheck' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => opiningUnit(state),
  events: petitionEvents,
  act: 'PetitionRechecked',
  by: 'PetitionRecheckWithdrawn',
  builtOn: {
    PetitionOpinionServed: (_act, { stage }) => stage === 'RECHECK',
    PetitionFinalised: true,
    PetitionRated: (_act, { stage }) => stage === 'RECHECK',
  },
  refuse: notWithdrawableBy,
});
