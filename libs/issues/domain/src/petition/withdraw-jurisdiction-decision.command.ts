import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { decidingUnit } from './petition.units.js';

/** Withdraws a wrong decision whose a petition is (撤回指定管辖). */
export const withdrawJurisdictionDecision = withdrawal({
  name: 'WithdrawJurisdictionDecision',
  title: { zh: '撤回指定管辖', en: 'Withdraw decision of jurisdiction' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => decidingUnit(state),
  events: petitionEvents,
  act: 'JurisdictionDecided',
  by: 'JurisdictionDecisionWithdrawn',
  builtOn: { PetitionAccepted: true, PetitionNotAccepted: true },
  refuse: notWithdrawableBy,
});
