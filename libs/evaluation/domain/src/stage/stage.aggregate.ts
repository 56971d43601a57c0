import { aggregate } from '@taizhang/kernel';
import { evaluationStageEvents } from '@taizhang/contracts';
import { answerStageClose } from './answer-stage-close.command.js';
import { reopenStage } from './reopen-stage.command.js';
import { evolveEvaluationStage, initialEvaluationStage } from './stage.state.js';

/** This context's side of closing a stage (环节收尾): its answer also shuts the door here (design §5). */
export const evaluationStage = aggregate({
  context: 'evaluation',
  name: 'stage',
  events: evaluationStageEvents,
  initial: initialEvaluationStage,
  evolve: evolveEvaluationStage,
  commands: [answerStageClose, reopenStage],
});
