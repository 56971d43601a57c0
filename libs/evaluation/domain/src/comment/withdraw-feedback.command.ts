import { reject, role, withdrawal } from '@taizhang/kernel';
import { commentEvents } from '@taizhang/contracts';
import { COMMENT_STATE_FORBIDS, COMMENT_UNKNOWN } from './comment.rejections.js';
import type { CommentState } from './comment.state.js';

/** Withdraws a comment that was recorded by mistake (撤回意见登记), twice say, before it is triaged. */
export const withdrawFeedback = withdrawal({
  name: 'WithdrawFeedback',
  title: { zh: '撤回意见登记', en: 'Withdraw feedback' },
  clauses: ['C5.10'],
  allow: role('campaign-office').at('unit-or-superior'),
  events: commentEvents,
  act: 'FeedbackCollected',
  by: 'FeedbackWithdrawn',
  effect: 'ended',
  builtOn: { FeedbackTriaged: true },
  refuse: notPursued,
});

/** Nothing is withdrawn of a comment that is not, or no more. */
export function notPursued(state: CommentState) {
  if (state.kind === 'none') return reject(COMMENT_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(COMMENT_STATE_FORBIDS, { status: state.status }) : undefined;
}
