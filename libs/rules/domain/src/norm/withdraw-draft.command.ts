import { role, withdrawal } from '@taizhang/kernel';
import { normEvents } from '@taizhang/contracts';
import { gone } from './norm.rules.js';
import { unitOfNorm } from './norm.state.js';

/** Withdraws the last draft of a norm (撤回起草), which ends it before it is published. Its code stays used. */
export const withdrawDraft = withdrawal({
  name: 'WithdrawDraft',
  title: { zh: '撤回起草', en: 'Withdraw draft' },
  clauses: ['C3.11'],
  allow: role('campaign-office', 'branch-secretary', 'branch-clerk', 'leading-cadre', 'principal').at(
    'unit-or-superior',
  ),
  judgedAt: (_input, _target, state) => unitOfNorm(state),
  events: normEvents,
  act: 'NormDrafted',
  by: 'NormDraftWithdrawn',
  effect: 'ended',
  builtOn: { NormDrafted: (act, later) => later.draft > act.draft, NormPublished: true },
  refuse: gone,
});
