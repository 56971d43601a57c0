import { command, role, text } from '@taizhang/kernel';
import { intakeEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/** Replies to a report (答复反映人); the reporter reads it by the receipt code. */
export const replyToIntake = command({
  name: 'ReplyToIntake',
  title: { zh: '答复反映', en: 'Reply to report' },
  clauses: ['C1.0.b'],
  schema: z.strictObject({ reply: text() }),
  allow: role('discipline-office').at('unit'),
  decide: ({ reply }, state: IntakeState) => whileOpen(state, () => [intakeEvents.IntakeReplied({ reply })]),
});
