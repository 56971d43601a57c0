import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { selfCheckEvents } from '@taizhang/contracts';
import { evolveSelfCheck, initialSelfCheck, unitOfSelfCheck } from './self-check.state.js';
import { submitSelfCheck } from './submit-self-check.command.js';
import { withdrawSelfCheck } from './withdraw-self-check.command.js';

/** A self-check (自查) of one leading group or cadre in one stage [C1.1.l]. */
export const selfCheck = aggregate({
  context: 'issues',
  name: 'self-check',
  events: selfCheckEvents,
  initial: initialSelfCheck,
  evolve: evolveSelfCheck,
  commands: [submitSelfCheck, withdrawSelfCheck],
  judgedAt: unitOfSelfCheck,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
