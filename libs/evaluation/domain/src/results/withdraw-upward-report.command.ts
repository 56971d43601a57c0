import { role, withdrawal } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { noResults } from './results.rules.js';

/** Withdraws a report that was recorded by mistake (撤回上报), before anybody was given feedback. */
export const withdrawUpwardReport = withdrawal({
  name: 'WithdrawUpwardReport',
  title: { zh: '撤回上报', en: 'Withdraw upward report' },
  clauses: ['C5.8'],
  allow: role('campaign-office').at('unit'),
  events: resultsEvents,
  act: 'UpwardReportSubmitted',
  by: 'UpwardReportWithdrawn',
  builtOn: { UpwardReportAcknowledged: true, UpwardReportAnswered: true, FeedbackDelivered: true },
  refuse: noResults,
});
