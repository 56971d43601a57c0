import { role, withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws an extension by mistake (撤回延长期限): the old limit counts again; the head's alone, who ordered it. */
export const withdrawPetitionExtension = withdrawal({
  name: 'WithdrawPetitionExtension',
  title: { zh: '撤回延长期限', en: 'Withdraw extension' },
  clauses: ['C3.17'],
  allow: role('principal').at('unit'),
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'PetitionExtended',
  by: 'PetitionExtensionWithdrawn',
  builtOn: { PetitionConcluded: true },
  refuse: notWithdrawableBy,
});
