import { aggregate } from '@taizhang/kernel';
import { issueStageEvents } from '@taizhang/contracts';
import { answerStageClose } from './answer-stage-close.command.js';
import { reopenStage } from './reopen-stage.command.js';
import { evolveIssueStage, initialIssueStage } from './stage.state.js';

/** This context's side of closing a stage (环节收尾): its answer also shuts the door here (design §5). */
export const issueStage = aggregate({
  context: 'issues',
  name: 'stage',
  events: issueStageEvents,
  initial: initialIssueStage,
  evolve: evolveIssueStage,
  commands: [answerStageClose, reopenStage],
});
