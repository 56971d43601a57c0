import { reject, role, withdrawal } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { UNIT_UNKNOWN } from './unit.rejections.js';
import { deciderOf } from './unit.rules.js';
import type { UnitState } from './unit.state.js';

/**
 * Withdraws the end of a unit that was a mistake (撤回撤并): it stands as if nothing had happened, under its principal. Roles and
 * bodies that ended because of it stay ended, each is given anew; a unit that was made of it stays until it ends itself.
 */
export const withdrawUnitEnd = withdrawal({
  name: 'WithdrawUnitEnd',
  title: { zh: '撤回单位撤并', en: 'Withdraw end of unit' },
  clauses: ['C6.7'],
  allow: role('committee-secretary').at('unit-or-superior'),
  judgedAt: (_input, { bureau }, state: UnitState) => deciderOf(state, bureau),
  events: unitEvents,
  act: 'UnitEnded',
  by: 'UnitEndWithdrawn',
  builtOn: {},
  tell: ({ unit, principal }) => ({ unit, principal }),
  refuse: (state: UnitState) => (state.kind === 'none' ? reject(UNIT_UNKNOWN) : undefined),
});
