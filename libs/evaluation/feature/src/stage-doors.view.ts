import type { JsonObject } from '@taizhang/kernel';
import type { evaluationStageEvents } from '@taizhang/contracts';
import { evaluationStage, type EvaluationStageState } from '@taizhang/evaluation-domain';
import { aggregateRows, view } from '@taizhang/views-port';

/** Name of the view. */
export const STAGE_DOORS = 'stage-doors';

/** Whether this context has said that a stage may close: then nothing more enters it here. */
export const stageDoorsView = view<EvaluationStageState & JsonObject>({
  name: STAGE_DOORS,
  version: 1,
  context: 'evaluation',
  fields: { kind: 'keyword', request: 'keyword' },
  on: aggregateRows<EvaluationStageState, typeof evaluationStageEvents, EvaluationStageState>({
    aggregate: evaluationStage,
    untold: {},
    tell: {},
    complete: (row) => row,
  }),
});
