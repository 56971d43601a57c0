import type { Evolve } from '@taizhang/kernel';
import type { issueStageEvents } from '@taizhang/contracts';

/** This context's side of a stage (环节): whether it has said that the stage may close. */
export interface IssueStageState {
  readonly kind: 'open' | 'cleared';
  /** The request that was answered last. */
  readonly request: string | null;
}

/** Nobody has asked yet. */
export const initialIssueStage: IssueStageState = { kind: 'open', request: null };

/** One entry per event type: a missing one does not compile. */
export const evolveIssueStage: Evolve<IssueStageState, typeof issueStageEvents> = {
  'issues.StageCloseCleared': (_state, { request }) => ({ kind: 'cleared', request }),
  'issues.StageCloseObjected': (_state, { request }) => ({ kind: 'open', request }),
  'issues.StageReopened': (_state, { request }) => ({ kind: 'open', request }),
};
