import { event, events, id } from '@taizhang/kernel';
import { z } from 'zod';

/** What this context answers when a stage is to be closed (环节收尾); a clearance also shuts the stage's door here (design §5). */
export const evaluationStageEvents = events('evaluation', {
  StageCloseCleared: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    /** `held`: units that held their summary meeting. */
    schema: z.strictObject({ stage: id(), request: id(), held: z.array(id()) }),
  }),
  StageCloseObjected: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    /** Units whose summary meeting is still to be held. */
    schema: z.strictObject({ stage: id(), request: id(), outstanding: z.array(id()).min(1) }),
  }),
  /** Closing was called off: evaluations in the stage go on. */
  StageReopened: event({
    version: 1,
    clr: 1,
    clauses: ['C5.17'],
    schema: z.strictObject({ stage: id(), request: id() }),
  }),
});
