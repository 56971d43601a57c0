import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { evolveCheck, initialCheck, unitOfCheck } from './check.state.js';
import { closeCheckFinding } from './close-check-finding.command.js';
import { performCheck } from './perform-check.command.js';
import { planCheck } from './plan-check.command.js';
import { raiseCheckFinding } from './raise-check-finding.command.js';
import { reopenCheckFinding } from './reopen-check-finding.command.js';
import { withdrawCheckFinding } from './withdraw-check-finding.command.js';
import { withdrawCheckPlan } from './withdraw-check-plan.command.js';
import { withdrawCheck } from './withdraw-check.command.js';

/** A check (检查) of how a norm is carried out in a unit, with what it found [C3.13–C3.16]. */
export const check = aggregate({
  context: 'rules',
  name: 'check',
  events: checkEvents,
  initial: initialCheck,
  evolve: evolveCheck,
  commands: [
    planCheck,
    performCheck,
    raiseCheckFinding,
    closeCheckFinding,
    reopenCheckFinding,
    withdrawCheckPlan,
    withdrawCheck,
    withdrawCheckFinding,
  ],
  judgedAt: unitOfCheck,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
