import type { JsonObject } from '@taizhang/kernel';
import type { commentEvents } from '@taizhang/contracts';
import { comment, type Comment, type CommentState } from '@taizhang/evaluation-domain';
import { aggregateRows, view, type SealedValue } from '@taizhang/views-port';

/** A comment (意见建议) with what became of it. */
export interface CommentRow extends Comment {
  readonly sheet: string | null;
  readonly sentiment: string;
  readonly on: string;
  readonly triagedOn: string | null;
  readonly content: SealedValue | null;
  readonly answer: SealedValue | null;
}

/** Dimension under which a comment of an evaluation counts by what became of it. */
export function triageDimension(evaluation: string, outcome: string | null): string {
  return `evaluation=${evaluation},outcome=${outcome ?? 'NONE'}`;
}

/** The comments of the masses (意见建议), each with its triage. */
export const commentsView = view<CommentRow & JsonObject>({
  name: 'comments',
  version: 2,
  context: 'evaluation',
  fields: {
    comment: 'keyword',
    evaluation: 'keyword',
    unit: 'keyword',
    object: 'keyword',
    sheet: 'keyword',
    status: 'keyword',
    outcome: 'keyword',
    issue: 'keyword',
    sentiment: 'keyword',
    on: 'date',
    content: 'text',
  },
  counters: {
    triage: ({ evaluation, status, outcome }) => (status === 'WITHDRAWN' ? [] : [triageDimension(evaluation, outcome)]),
  },
  on: aggregateRows<CommentState, typeof commentEvents, CommentRow>({
    aggregate: comment,
    untold: { triagedOn: null, content: null, answer: null },
    tell: {
      FeedbackCollected: (_row, { sheet, sentiment, on }, act) => ({
        sheet,
        sentiment,
        on,
        content: act.sealed['content'] ?? null,
      }),
      FeedbackTriaged: (_row, { on }, act) => ({ triagedOn: on, answer: act.sealed['answer'] ?? null }),
    },
    complete: (row) => row,
  }),
});
