import { cadreRecordEvents, GOOD_CADRE_STANDARDS } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const cadre = { person: 'wgx-0371.P-2', unit: 'b-ding' };
const performance = {
  ...cadre,
  from: '2014-01-01',
  to: '2014-06-30',
  ratings: GOOD_CADRE_STANDARDS.map((standard) => ({ standard, rating: 'SATISFACTORY' as const })),
  facts: '按期完成整改。',
};
const commendation = {
  ...cadre,
  on: '2014-07-20',
  standards: ['SERVICE' as const, 'INTEGRITY' as const],
  facts: '主动上门服务。',
};

/** Records in a cadre's file (干部履职档案). */
export const cadreRecordSamples = sampled('cadre-record/k-1', cadreRecordEvents, {
  DutyPerformanceRecorded: [
    { ...performance, stage: 'stage-2' },
    { ...performance, stage: null },
  ],
  CommendationRecorded: [
    { ...commendation, stage: 'stage-2' },
    { ...commendation, stage: null },
  ],
  DutyPerformanceWithdrawn: [{ event: SAMPLE_EVENT, reason: '期间有误。' }],
  CommendationWithdrawn: [{ event: SAMPLE_EVENT, reason: '人员有误。' }],
});
