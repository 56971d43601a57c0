import type { Evolve } from '@taizhang/kernel';
import type { commentEvents, TriageOutcome } from '@taizhang/contracts';

/** A comment (意见建议) that was collected. */
export interface Comment {
  readonly kind: 'comment';
  readonly comment: string;
  readonly evaluation: string;
  readonly unit: string;
  readonly object: string;
  readonly status: 'COLLECTED' | 'TRIAGED' | 'WITHDRAWN';
  readonly outcome: TriageOutcome | null;
  readonly issue: string | null;
}

/** What deciders know of a comment: open fields only (design §5). */
export type CommentState = { readonly kind: 'none' } | Comment;

/** Before it was collected. */
export const initialComment: CommentState = { kind: 'none' };

const change = (state: CommentState, patch: Partial<Comment>): CommentState =>
  state.kind === 'none' ? state : { ...state, ...patch };

/** One entry per event type: a missing one does not compile. */
export const evolveComment: Evolve<CommentState, typeof commentEvents> = {
  'evaluation.FeedbackCollected': (_state, { comment, evaluation, unit, object }) => ({
    kind: 'comment',
    comment,
    evaluation,
    unit,
    object,
    status: 'COLLECTED',
    outcome: null,
    issue: null,
  }),
  'evaluation.FeedbackTriaged': (state, { outcome, issue }) => change(state, { status: 'TRIAGED', outcome, issue }),
  'evaluation.FeedbackWithdrawn': (state) => change(state, { status: 'WITHDRAWN' }),
  'evaluation.FeedbackTriageWithdrawn': (state) => state,
};

/** Units whose people act on a comment and read it: the one that was evaluated. */
export function unitOfComment(state: CommentState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}
