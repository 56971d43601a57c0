import { resultsEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const source = { unit: SAMPLE_BUREAU, policy: 'DEFAULT-2014', edition: 1 };

/** Results of evaluation (评议情况): summed up, reported upward, fed back. */
export const resultsSamples = sampled('results/results-1', resultsEvents, {
  ResultsSummarised: [
    {
      results: 'results-1',
      stage: 'stage-2',
      on: '2014-09-17',
      lastRoundOn: '2014-09-15',
      evaluations: [{ evaluation: 'stage-2.b-ding', unit: 'b-ding' }],
      timeliness: { dueOn: '2014-09-22', workingDaysLate: 0, calendar: 'CN.chinese-days-1.5.7' },
      comments: { total: 359, raised: 41, linked: 300, answered: 18 },
      summary: '评议情况汇总。',
      policy: { 'timely.summaryWorkdays': { value: 5, ...source } },
    },
  ],
  UpwardReportSubmitted: [{ to: 'city-jc', on: '2014-09-18', receipt: '2014-118', report: '上报材料。' }],
  UpwardReportAcknowledged: [{ on: '2014-09-18' }],
  UpwardReportAnswered: [{ on: '2014-09-19', answer: '同意。' }],
  FeedbackDelivered: [
    {
      unit: 'b-ding',
      recipient: 'wgx-0371.P-1',
      on: '2014-09-19',
      feedback: '反馈意见。',
      policy: { 'feedback.after': { value: 'SUBMITTED', ...source }, 'feedback.scope': { value: 'ALL', ...source } },
    },
  ],
  FeedbackReceived: [{ unit: 'b-ding', recipient: 'wgx-0371.P-1', on: '2014-09-19' }],
  ResultsWithdrawn: [{ event: SAMPLE_EVENT, reason: '漏列单位。' }],
  UpwardReportWithdrawn: [{ event: SAMPLE_EVENT, reason: '尚未上报。' }],
  FeedbackDeliveryWithdrawn: [{ event: SAMPLE_EVENT, reason: '对象有误。' }],
});
