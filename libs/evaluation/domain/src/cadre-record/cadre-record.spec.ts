import { cadreRecordEvents, GOOD_CADRE_STANDARDS } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { cadreRecord } from './cadre-record.aggregate.js';
import { recordCommendation } from './record-commendation.command.js';
import { recordDutyPerformance } from './record-duty-performance.command.js';
import { withdrawCommendation } from './withdraw-commendation.command.js';
import { withdrawDutyPerformance } from './withdraw-duty-performance.command.js';

const here = {
  id: 'k-1',
  actor: { id: 'acct-P-S1', role: 'committee-secretary' } as const,
  known: {
    'organization.leading-cadres/wgx-0371/b-ding': [
      { person: 'P-D2', from: '2014-01-01', to: null },
      { person: 'P-D0', from: '2013-01-01', to: '2014-03-01' },
    ],
    'campaigns.stage/wgx-0371/stage-2': { status: 'CLOSED', units: ['b-ding'] },
  },
};
const ratings = GOOD_CADRE_STANDARDS.map((standard) => ({ standard, rating: 'SATISFACTORY' as const }));
const performance = {
  person: 'P-D2',
  unit: 'b-ding',
  stage: 'stage-2',
  from: '2014-01-01',
  to: '2014-06-30',
  ratings,
  facts: '按期完成整改',
};
const performed = cadreRecordEvents.DutyPerformanceRecorded(performance);
const commendation = { person: 'P-D2', unit: 'b-ding', standards: ['SERVICE' as const], facts: '主动上门服务' };
const commended = cadreRecordEvents.CommendationRecorded({ ...commendation, stage: null, on: '2014-07-20' });

describe('duty performance 履职尽责情况', () => {
  it('[C1.3.h] [C1.3.i] is recorded on each of the five standards of a good cadre', () => {
    given(cadreRecord).when(recordDutyPerformance, performance, here).then(performed);
  });

  it('[C1.3.i] refuses a standard left out or named twice', () => {
    const refused = (wrong: typeof ratings) =>
      given(cadreRecord)
        .when(recordDutyPerformance, { ...performance, ratings: wrong }, here)
        .thenRejected('STANDARDS_INCOMPLETE');
    refused(ratings.slice(1));
    refused([...ratings.slice(1), ...ratings.slice(1, 2)]);
  });

  it('[C1.3.h] refuses who was no leading cadre then, and a record on oneself, by a delegate too', () => {
    const at = given(cadreRecord);
    at.when(recordDutyPerformance, { ...performance, person: 'P-D0' }, here).thenRejected('NOT_A_LEADING_CADRE');
    at.when(recordDutyPerformance, { ...performance, person: 'P-D0', to: '2014-02-28' }, here).then(
      cadreRecordEvents.DutyPerformanceRecorded({ ...performance, person: 'P-D0', to: '2014-02-28' }),
    );
    at.when(recordDutyPerformance, performance, { ...here, onBehalfOf: 'acct-P-D2' }).thenRejected('OWN_RECORD');
  });

  it('refuses a period that is none or not over, and an id in use', () => {
    const at = given(cadreRecord);
    at.when(recordDutyPerformance, { ...performance, to: '2013-12-31' }, here).thenRejected('PERIOD_WRONG');
    at.when(recordDutyPerformance, { ...performance, to: '2014-07-21' }, here).thenRejected('PERIOD_WRONG');
    given(cadreRecord, performed).when(recordDutyPerformance, performance, here).thenRejected('RECORD_ALREADY_KEPT');
  });
});

describe('the stage of a record', () => {
  it('[C0.1] [C1.3.h] is one that the bureau opened: its report of omissions goes by it', () => {
    const at = given(cadreRecord);
    const elsewhere = { stage: 'stage-9' };
    at.when(recordDutyPerformance, { ...performance, ...elsewhere }, here).thenRejected('STAGE_UNKNOWN', elsewhere);
    at.when(recordCommendation, { ...commendation, ...elsewhere }, here).thenRejected('STAGE_UNKNOWN', elsewhere);
  });
});

describe('commendation 好干部', () => {
  it('[C1.3.j] puts positive cases on record', () => {
    given(cadreRecord).when(recordCommendation, commendation, here).then(commended);
  });

  it('refuses a standard named twice, strangers, and oneself', () => {
    const at = given(cadreRecord);
    at.when(recordCommendation, { ...commendation, standards: ['SERVICE', 'SERVICE'] }, here).thenRejected(
      'STANDARDS_INCOMPLETE',
    );
    at.when(recordCommendation, { ...commendation, person: 'P-X' }, here).thenRejected('NOT_A_LEADING_CADRE');
    at.when(recordCommendation, commendation, {
      ...here,
      actor: { id: 'acct-P-D2', role: 'committee-secretary' },
    }).thenRejected('OWN_RECORD');
  });
});

describe('withdraw 撤回', () => {
  const wrong = { event: eventIdAt(0), reason: '录入有误' };

  it('[C1.3.h] [C1.3.j] ends a wrong record, whose id stays used', () => {
    const gone = cadreRecordEvents.DutyPerformanceWithdrawn(wrong);
    given(cadreRecord, performed).when(withdrawDutyPerformance, wrong).then(gone);
    expect(given(cadreRecord, performed, gone).state).toMatchObject({ withdrawn: true });
    given(cadreRecord, performed, gone).when(withdrawDutyPerformance, wrong).thenRejected('WITHDRAWAL_REPEATED');
    given(cadreRecord, performed, gone)
      .when(recordDutyPerformance, performance, here)
      .thenRejected('RECORD_ALREADY_KEPT');
    given(cadreRecord, commended)
      .when(withdrawCommendation, wrong)
      .then(cadreRecordEvents.CommendationWithdrawn(wrong));
    given(cadreRecord, commended).when(withdrawDutyPerformance, wrong).thenRejected('WITHDRAWAL_ACT_UNKNOWN');
    given(cadreRecord).when(withdrawDutyPerformance, wrong).thenRejected('RECORD_UNKNOWN');
    given(cadreRecord, performed)
      .when(withdrawDutyPerformance, wrong, { onBehalfOf: 'acct-P-D2' })
      .thenRejected('OWN_RECORD');
  });
});
