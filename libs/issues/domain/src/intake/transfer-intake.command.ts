import { command, role, text } from '@taizhang/kernel';
import { INTAKE_ORGANS, intakeEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/** Passes a report on to the organ that is competent (移送); never to the unit or person it is about. */
export const transferIntake = command({
  name: 'TransferIntake',
  title: { zh: '移送反映', en: 'Transfer report' },
  clauses: ['C3.17'],
  schema: z.strictObject({ organ: z.enum(INTAKE_ORGANS), reason: text() }),
  allow: role('discipline-office').at('unit'),
  decide: (input, state: IntakeState) => whileOpen(state, () => [intakeEvents.IntakeTransferred(input)]),
});
