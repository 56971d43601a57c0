import type { Evolve } from '@taizhang/kernel';
import type { evaluationStageEvents } from '@taizhang/contracts';

/** This context's side of a stage (环节): whether it has said that the stage may close. */
export interface EvaluationStageState {
  readonly kind: 'open' | 'cleared';
  /** The request that was answered last. */
  readonly request: string | null;
}

/** Nobody has asked yet. */
export const initialEvaluationStage: EvaluationStageState = { kind: 'open', request: null };

/** One entry per event type: a missing one does not compile. */
export const evolveEvaluationStage: Evolve<EvaluationStageState, typeof evaluationStageEvents> = {
  'evaluation.StageCloseCleared': (_state, { request }) => ({ kind: 'cleared', request }),
  'evaluation.StageCloseObjected': (_state, { request }) => ({ kind: 'open', request }),
  'evaluation.StageReopened': (_state, { request }) => ({ kind: 'open', request }),
};
