import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { commentEvents } from '@taizhang/contracts';
import { collectBallotComment } from './collect-ballot-comment.command.js';
import { collectFeedback } from './collect-feedback.command.js';
import { evolveComment, initialComment, unitOfComment } from './comment.state.js';
import { triageFeedback } from './triage-feedback.command.js';
import { withdrawFeedbackTriage } from './withdraw-feedback-triage.command.js';
import { withdrawFeedback } from './withdraw-feedback.command.js';

/** A comment (意见建议) of the masses on an object of evaluation: a stream each, however many there are. */
export const comment = aggregate({
  context: 'evaluation',
  name: 'comment',
  events: commentEvents,
  initial: initialComment,
  evolve: evolveComment,
  commands: [collectFeedback, collectBallotComment, triageFeedback, withdrawFeedback, withdrawFeedbackTriage],
  judgedAt: unitOfComment,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
