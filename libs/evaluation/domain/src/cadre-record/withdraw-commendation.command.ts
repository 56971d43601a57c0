import { role, withdrawal } from '@taizhang/kernel';
import { cadreRecordEvents } from '@taizhang/contracts';
import { notWithdrawn } from './cadre-record.rules.js';

/** Withdraws a wrong commendation (撤回表扬记录). */
export const withdrawCommendation = withdrawal({
  name: 'WithdrawCommendation',
  title: { zh: '撤回表扬记录', en: 'Withdraw commendation' },
  clauses: ['C1.3.j'],
  allow: role('campaign-office', 'committee-secretary').at('unit-or-superior'),
  events: cadreRecordEvents,
  act: 'CommendationRecorded',
  by: 'CommendationWithdrawn',
  effect: 'ended',
  builtOn: {},
  refuse: notWithdrawn,
});
