import type { JsonObject } from '@taizhang/kernel';
import type { issueStageEvents } from '@taizhang/contracts';
import { issueStage, type IssueStageState } from '@taizhang/issues-domain';
import { aggregateRows, view } from '@taizhang/views-port';

/** Name of the view. */
export const STAGE_DOORS = 'stage-doors';

/** Whether this context has said that a stage may close: then nothing more enters it here. */
export const stageDoorsView = view<IssueStageState & JsonObject>({
  name: STAGE_DOORS,
  version: 1,
  context: 'issues',
  fields: { kind: 'keyword', request: 'keyword' },
  on: aggregateRows<IssueStageState, typeof issueStageEvents, IssueStageState>({
    aggregate: issueStage,
    untold: {},
    tell: {},
    complete: (row) => row,
  }),
});
