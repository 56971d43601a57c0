import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { inactivityEvents } from '@taizhang/contracts';
import { evolveInactivity, initialInactivity } from './inactivity.state.js';
import { raiseInactivityAlert } from './raise-inactivity-alert.command.js';

/** Alerts about one unit in one stage (防止前紧后松) [C6.1]. */
export const inactivity = aggregate({
  context: 'campaigns',
  name: 'inactivity',
  events: inactivityEvents,
  initial: initialInactivity,
  evolve: evolveInactivity,
  commands: [raiseInactivityAlert],
  judgedAt: ({ unit }) => (unit === null ? [] : [unit]),
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
