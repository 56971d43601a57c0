import { command, id, reject, role, text, type JsonValue } from '@taizhang/kernel';
import { commentEvents, SENTIMENTS } from '@taizhang/contracts';
import { z } from 'zod';
import { COMMENT_ALREADY_COLLECTED, COMMENT_WITHOUT_EVALUATION } from './comment.rejections.js';
import type { CommentState } from './comment.state.js';

/** Fact: an evaluation as its own context knows it; key = `<bureau>/<evaluation>`, value = {@link KnownEvaluation}. */
export const EVALUATION_FACT = 'evaluation.evaluation';

/** What is known of an evaluation: its unit, stage and objects, and the day its last round was closed where all have their tally. */
export interface KnownEvaluation {
  readonly unit: string;
  readonly stage: string;
  readonly objects: readonly string[];
  readonly finishedOn: string | null;
  /** Rounds whose online ballots were opened. */
  readonly openedRounds: readonly string[];
}

/** The answer of {@link EVALUATION_FACT}, where there is one. */
export function evaluationIn(value: JsonValue | undefined): KnownEvaluation | undefined {
  return value === null || value === undefined ? undefined : (value as unknown as KnownEvaluation); // as the provider answers
}

/** Collects one comment (登记意见建议), as it stands on the sheet and without a name. */
export const collectFeedback = command({
  name: 'CollectFeedback',
  title: { zh: '登记意见建议', en: 'Collect feedback' },
  clauses: ['C5.10', 'C5.14'],
  schema: z.strictObject({
    evaluation: id(),
    unit: id(),
    object: id(),
    sheet: id().nullable().default(null),
    sentiment: z.enum(SENTIMENTS),
    content: text(),
  }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office', 'supervision-group').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ evaluation }, { bureau }) => ({
    evaluation: { fact: EVALUATION_FACT, key: `${bureau}/${evaluation}` },
  }),
  decide: (input, state: CommentState, facts, { id: comment }) => {
    if (state.kind !== 'none') return reject(COMMENT_ALREADY_COLLECTED);
    const known = evaluationIn(facts.needs['evaluation']);
    if (known?.unit !== input.unit || !known.objects.includes(input.object)) return reject(COMMENT_WITHOUT_EVALUATION);
    return [commentEvents.FeedbackCollected({ comment, ...input, on: facts.effectiveOn })];
  },
});
