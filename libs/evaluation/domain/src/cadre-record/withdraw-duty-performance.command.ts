import { role, withdrawal } from '@taizhang/kernel';
import { cadreRecordEvents } from '@taizhang/contracts';
import { notWithdrawn } from './cadre-record.rules.js';

/** Withdraws a wrong record of duty performance (撤回履职记录). Another takes another id. */
export const withdrawDutyPerformance = withdrawal({
  name: 'WithdrawDutyPerformance',
  title: { zh: '撤回履职记录', en: 'Withdraw duty performance' },
  clauses: ['C1.3.h'],
  allow: role('campaign-office', 'committee-secretary').at('unit-or-superior'),
  events: cadreRecordEvents,
  act: 'DutyPerformanceRecorded',
  by: 'DutyPerformanceWithdrawn',
  effect: 'ended',
  builtOn: {},
  refuse: notWithdrawn,
});
