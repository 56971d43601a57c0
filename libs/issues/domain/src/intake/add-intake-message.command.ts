import { command, reject, role, sha256Hex, text } from '@taizhang/kernel';
import { intakeEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { INTAKE_TOO_MANY_MESSAGES, RECEIPT_UNKNOWN } from './intake.rejections.js';
import { MAX_REPORTER_MESSAGES, whileOpen } from './intake.rules.js';
import type { IntakeState } from './intake.state.js';

/** The reporter adds to the report (补充说明); the hash of the receipt code proves who it is. */
export const addIntakeMessage = command({
  name: 'AddIntakeMessage',
  title: { zh: '补充说明', en: 'Add message to report' },
  clauses: ['C3.17'],
  schema: z.strictObject({ receipt: sha256Hex(), message: text() }),
  allow: role('public').at('anywhere'),
  decide: ({ receipt, message }, state: IntakeState, { today }) => {
    // first of all: who cannot prove to be the reporter learns nothing of the report's state
    if (state.kind === 'none' || state.receipt !== receipt || state.validUntil < today) return reject(RECEIPT_UNKNOWN);
    return whileOpen(state, ({ messages }) =>
      messages >= MAX_REPORTER_MESSAGES
        ? reject(INTAKE_TOO_MANY_MESSAGES)
        : [intakeEvents.IntakeMessageAdded({ message })],
    );
  },
});
