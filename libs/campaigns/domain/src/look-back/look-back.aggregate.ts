import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { lookBackEvents } from '@taizhang/contracts';
import { completeLookBack } from './complete-look-back.command.js';
import { evolveLookBack, initialLookBack, unitOfLookBack } from './look-back.state.js';
import { startLookBack } from './start-look-back.command.js';
import { withdrawLookBackCompletion } from './withdraw-look-back-completion.command.js';
import { withdrawLookBack } from './withdraw-look-back.command.js';

/** A look-back (回头看) at the earlier work of one unit [C6.2]. */
export const lookBack = aggregate({
  context: 'campaigns',
  name: 'look-back',
  events: lookBackEvents,
  initial: initialLookBack,
  evolve: evolveLookBack,
  commands: [startLookBack, completeLookBack, withdrawLookBack, withdrawLookBackCompletion],
  judgedAt: unitOfLookBack,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
