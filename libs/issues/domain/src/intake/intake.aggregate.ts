import { aggregate } from '@taizhang/kernel';
import { intakeEvents } from '@taizhang/contracts';
import { addIntakeMessage } from './add-intake-message.command.js';
import { closeIntake } from './close-intake.command.js';
import { evolveIntake, initialIntake } from './intake.state.js';
import { raiseIntakeAsIssue } from './raise-intake-as-issue.command.js';
import { receiveIntake } from './receive-intake.command.js';
import { replyToIntake } from './reply-to-intake.command.js';
import { transferIntake } from './transfer-intake.command.js';

/**
 * A report made without account (匿名反映). Its id is random and says nothing. It has no timeline: that would open all that a
 * reader's clearance allows, and who reported is never opened like that.
 */
export const intake = aggregate({
  context: 'issues',
  name: 'intake',
  events: intakeEvents,
  initial: initialIntake,
  evolve: evolveIntake,
  commands: [receiveIntake, addIntakeMessage, replyToIntake, raiseIntakeAsIssue, transferIntake, closeIntake],
});
