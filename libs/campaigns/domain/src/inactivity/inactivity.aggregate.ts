import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { inactivityEvents } from '@taizhang/contracts';
import { evolveInactivity, initialInactivity } from './inactivity.state.js';
import { raiseInactivityAlert } from './raise-inactivity-alert.command.js';
import { watchUnit } from './watch-unit.command.js';

/** The watch over one unit in one stage, with its alerts (防止前紧后松) [C6.1]. */
export const inactivity = aggregate({
  context: 'campaigns',
  name: 'inactivity',
  events: inactivityEvents,
  initial: initialInactivity,
  evolve: evolveInactivity,
  commands: [watchUnit, raiseInactivityAlert],
  judgedAt: ({ unit }) => (unit === null ? [] : [unit]),
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
