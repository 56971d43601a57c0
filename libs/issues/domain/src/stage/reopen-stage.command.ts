import { command, id, reject, role } from '@taizhang/kernel';
import { issueStageEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_REQUEST_OTHER } from './stage.rejections.js';
import type { IssueStageState } from './stage.state.js';

/** Opens the stage's door again (恢复环节), given by a policy when closing is called off. */
export const reopenStage = command({
  name: 'ReopenStage',
  title: { zh: '恢复环节', en: 'Reopen stage' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({ request: id() }),
  allow: role('system').at('anywhere'),
  decide: ({ request }, state: IssueStageState, _facts, { id: stage }) =>
    state.kind === 'cleared' && state.request === request
      ? [issueStageEvents.StageReopened({ stage, request })]
      : reject(CLOSE_REQUEST_OTHER),
});
