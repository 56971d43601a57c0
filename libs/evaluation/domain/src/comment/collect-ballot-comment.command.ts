import { command, id, reject, role, text } from '@taizhang/kernel';
import { commentEvents, SENTIMENTS } from '@taizhang/contracts';
import { z } from 'zod';
import { EVALUATION_FACT, evaluationIn } from './collect-feedback.command.js';
import { COMMENT_ALREADY_COLLECTED, COMMENT_WITHOUT_BALLOT } from './comment.rejections.js';
import type { CommentState } from './comment.state.js';

/** Longest comment that is taken with a ballot, in UTF-16 units. */
export const MAX_BALLOT_COMMENT_LENGTH = 500;

/**
 * Collects a comment that lay in the ballot box with its ballot (登记随票意见), once the ballots are opened. Its sheet has a
 * name of its own, so that what one ballot says counts as one person's (policy 6).
 */
export const collectBallotComment = command({
  name: 'CollectBallotComment',
  title: { zh: '登记随票意见', en: 'Collect ballot comment' },
  clauses: ['C5.10', 'C5.14'],
  schema: z.strictObject({
    evaluation: id(),
    unit: id(),
    object: id(),
    round: id(),
    sheet: id(),
    sentiment: z.enum(SENTIMENTS),
    content: text(MAX_BALLOT_COMMENT_LENGTH),
  }),
  allow: role('system').at('anywhere'),
  needs: ({ evaluation }, { bureau }) => ({
    evaluation: { fact: EVALUATION_FACT, key: `${bureau}/${evaluation}` },
  }),
  decide: ({ round, ...told }, state: CommentState, facts, { id: comment }) => {
    if (state.kind !== 'none') return reject(COMMENT_ALREADY_COLLECTED);
    const known = evaluationIn(facts.needs['evaluation']);
    if (known?.unit !== told.unit || !known.openedRounds.includes(round)) return reject(COMMENT_WITHOUT_BALLOT);
    return [commentEvents.FeedbackCollected({ comment, ...told, on: facts.effectiveOn })];
  },
});
