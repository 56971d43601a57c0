import { withdrawal } from '@taizhang/kernel';
import { petitionEvents } from '@taizhang/contracts';
import { HANDLERS, notWithdrawableBy } from './petition.rules.js';
import type { PetitionState } from './petition.state.js';
import { handlingUnit } from './petition.units.js';

/** Withdraws a wrong study of a suggestion (撤回研究论证). */
export const withdrawSuggestionStudy = withdrawal({
  name: 'WithdrawSuggestionStudy',
  title: { zh: '撤回研究论证', en: 'Withdraw study' },
  clauses: ['C3.17'],
  allow: HANDLERS,
  judgedAt: (_input, _target, state: PetitionState) => handlingUnit(state),
  events: petitionEvents,
  act: 'SuggestionStudied',
  by: 'SuggestionStudyWithdrawn',
  builtOn: { SuggestionStudied: true, PetitionConcluded: true },
  refuse: notWithdrawableBy,
});
