import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';
import { openStage } from './open-stage.command.js';
import { requestStageClose } from './request-stage-close.command.js';
import { evolveStage, initialStage } from './stage.state.js';
import { takeCloseAnswer } from './take-close-answer.command.js';
import { withdrawStageClose } from './withdraw-stage-close.command.js';
import { withdrawStage } from './withdraw-stage.command.js';

/** A stage (环节) of a campaign: "rectification and rule-building" (整改落实、建章立制) is one [C0.1]. */
export const stage = aggregate({
  context: 'campaigns',
  name: 'stage',
  events: stageEvents,
  initial: initialStage,
  evolve: evolveStage,
  commands: [openStage, requestStageClose, takeCloseAnswer, withdrawStageClose, withdrawStage],
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
