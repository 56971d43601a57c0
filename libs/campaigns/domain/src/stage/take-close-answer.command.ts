import { command, id, reject, role } from '@taizhang/kernel';
import { CLOSING_CONTEXTS, stageEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_NOT_REQUESTED } from './stage.rejections.js';
import { stageIn } from './stage.rules.js';
import type { StageState } from './stage.state.js';

/** Takes what a context answers to a request to close (收尾答复), given by a policy: an objection calls closing off, the last clearance closes. */
export const takeCloseAnswer = command({
  name: 'TakeCloseAnswer',
  title: { zh: '收尾答复', en: 'Take answer to close request' },
  clauses: ['C5.17', 'C6.1'],
  schema: z.strictObject({
    request: id(),
    context: z.enum(CLOSING_CONTEXTS),
    cleared: z.boolean(),
    named: z.array(id()),
  }),
  allow: role('system').at('anywhere'),
  decide: (input, state: StageState, { effectiveOn }) =>
    stageIn(state, ['CLOSING'], ({ stage, request, contexts, cleared }) => {
      if (request !== input.request || Object.hasOwn(cleared, input.context)) return reject(CLOSE_NOT_REQUESTED);
      const answered = stageEvents.StageCloseAnswered(input);
      if (!input.cleared)
        return [
          answered,
          stageEvents.StageCloseWithdrawn({ stage, request: input.request, ground: 'OBJECTION', reason: null }),
        ];
      const all = { ...cleared, [input.context]: input.named };
      if (contexts.some((context) => !Object.hasOwn(all, context))) return [answered];
      const open = [...(all.issues ?? [])];
      return [answered, stageEvents.StageClosed({ stage, request: input.request, on: effectiveOn, open })];
    }),
});
