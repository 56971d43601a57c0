import { role, withdrawal } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { noResults } from './results.rules.js';

/** Withdraws a delivery that was recorded by mistake (撤回反馈), before it was signed for. */
export const withdrawFeedbackDelivery = withdrawal({
  name: 'WithdrawFeedbackDelivery',
  title: { zh: '撤回反馈', en: 'Withdraw delivery of feedback' },
  clauses: ['C5.9'],
  allow: role('campaign-office').at('unit'),
  events: resultsEvents,
  act: 'FeedbackDelivered',
  by: 'FeedbackDeliveryWithdrawn',
  builtOn: { FeedbackReceived: (act, later) => later.unit === act.unit },
  refuse: noResults,
});
