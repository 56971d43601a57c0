import { event, events, id } from '@taizhang/kernel';
import { z } from 'zod';

/** What this context answers when a stage is to be closed (环节收尾); a clearance also shuts the stage's door here (design §5). */
export const issueStageEvents = events('issues', {
  StageCloseCleared: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    /** `request` counts how often closing was asked for; `open`: issues that stay open. */
    schema: z.strictObject({ stage: id(), request: id(), open: z.array(id()) }),
  }),
  StageCloseObjected: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    /** Issues that nobody has been given yet: closing the stage would drop them. */
    schema: z.strictObject({ stage: id(), request: id(), unassigned: z.array(id()).min(1) }),
  }),
  /** Closing was called off: work in the stage goes on. */
  StageReopened: event({
    version: 1,
    clr: 1,
    clauses: ['C1.1.a'],
    schema: z.strictObject({ stage: id(), request: id() }),
  }),
});
