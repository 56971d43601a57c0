import { command, id, reject, role, text } from '@taizhang/kernel';
import { stageEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { CLOSE_NOT_REQUESTED } from './stage.rejections.js';
import { stageIn } from './stage.rules.js';
import type { StageState } from './stage.state.js';

/** Calls a request to close off (撤回收尾申请), while answers are waited for: work in the stage goes on. */
export const withdrawStageClose = command({
  name: 'WithdrawStageClose',
  title: { zh: '撤回收尾申请', en: 'Withdraw request to close' },
  clauses: ['C6.1'],
  schema: z.strictObject({ request: id(), reason: text() }),
  allow: role('committee-secretary', 'campaign-office').at('unit'),
  decide: ({ request, reason }, state: StageState) =>
    stageIn(state, ['CLOSING'], (standing) =>
      standing.request === request
        ? [stageEvents.StageCloseWithdrawn({ stage: standing.stage, request, ground: 'OFFICE', reason })]
        : reject(CLOSE_NOT_REQUESTED),
    ),
});
