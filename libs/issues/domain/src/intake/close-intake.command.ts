import { command, reject, role, text } from '@taizhang/kernel';
import { INTAKE_OUTCOMES, intakeEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { INTAKE_NOT_ANSWERED, INTAKE_OUTCOME_UNFOUNDED } from './intake.rejections.js';
import { whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/** Closes a report (办结): only once the reporter has a reply [C1.0.b], and with an outcome that was come to. */
export const closeIntake = command({
  name: 'CloseIntake',
  title: { zh: '办结反映', en: 'Close report' },
  clauses: ['C1.0.b', 'C3.17'],
  schema: z.strictObject({ outcome: z.enum(INTAKE_OUTCOMES), conclusion: text() }),
  allow: role('discipline-office').at('unit'),
  decide: (input, state: IntakeState) =>
    whileOpen(state, ({ replies, raised, transferred }) => {
      if (replies === 0) return reject(INTAKE_NOT_ANSWERED);
      const unfounded = (input.outcome === 'RAISED' && !raised) || (input.outcome === 'TRANSFERRED' && !transferred);
      return unfounded
        ? reject(INTAKE_OUTCOME_UNFOUNDED, { outcome: input.outcome })
        : [intakeEvents.IntakeClosed(input)];
    }),
});
