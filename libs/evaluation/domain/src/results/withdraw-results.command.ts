import { role, withdrawal } from '@taizhang/kernel';
import { resultsEvents } from '@taizhang/contracts';
import { noResults } from './results.rules.js';

/** Withdraws a summary that was wrong (撤回汇总), before it is reported. Another takes another id. */
export const withdrawResults = withdrawal({
  name: 'WithdrawResults',
  title: { zh: '撤回汇总', en: 'Withdraw results' },
  clauses: ['C5.7'],
  allow: role('campaign-office').at('unit'),
  events: resultsEvents,
  act: 'ResultsSummarised',
  by: 'ResultsWithdrawn',
  effect: 'ended',
  builtOn: { UpwardReportSubmitted: true },
  refuse: noResults,
});
