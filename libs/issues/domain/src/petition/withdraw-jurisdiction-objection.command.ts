import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws an objection (撤回管辖异议), before it is decided. */
export const withdrawJurisdictionObjection = withdrawal({
  name: 'WithdrawJurisdictionObjection',
  title: { zh: '撤回管辖异议', en: 'Withdraw objection' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'JurisdictionObjected',
  by: 'JurisdictionObjectionWithdrawn',
  builtOn: { JurisdictionDecided: true },
  refuse: notWithdrawableBy,
});
