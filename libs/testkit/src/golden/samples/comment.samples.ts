import { commentEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const collected = {
  comment: 'c-1',
  evaluation: 'stage-2.b-ding',
  unit: 'b-ding',
  object: 'group',
  sentiment: 'NEGATIVE',
  on: '2014-09-12',
  content: '窗口办事仍要跑两趟。',
} as const;

/** A comment (意见建议) and what became of it. */
export const commentSamples = sampled('comment/c-1', commentEvents, {
  FeedbackCollected: [
    { ...collected, sheet: 's-17' },
    { ...collected, sheet: null },
  ],
  FeedbackTriaged: [
    { outcome: 'LINKED', on: '2014-09-16', issue: '2014-0001', raises: null, answer: null },
    { outcome: 'ANSWERED', on: '2014-09-16', issue: null, raises: null, answer: '已于七月办结。' },
    {
      outcome: 'RAISED',
      on: '2014-09-16',
      issue: '2014-0087',
      raises: { unit: 'b-ding', stage: 'stage-2', wind: 'BUREAUCRATISM' },
      answer: null,
    },
    {
      outcome: 'RAISED',
      on: '2014-09-16',
      issue: '2014-0088',
      raises: { unit: 'b-ding', stage: null, wind: 'FORMALISM' },
      answer: null,
    },
  ],
  FeedbackWithdrawn: [{ event: SAMPLE_EVENT, reason: '重复录入。' }],
  FeedbackTriageWithdrawn: [
    { event: SAMPLE_EVENT, reason: '问题编号有误。', issue: null },
    { event: SAMPLE_EVENT, reason: '应作答复处理。', issue: '2014-0088' },
  ],
});
