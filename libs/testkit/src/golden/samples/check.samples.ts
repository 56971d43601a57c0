import { checkEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const planned = {
  check: 'jc-2014-03',
  mode: 'SPOT_CHECK' as const,
  norm: 'zd-2014-01',
  unit: 'b-ding',
  on: '2014-08-18',
  due: '2014-09-10',
};
const performed = {
  check: 'jc-2014-03',
  norm: 'zd-2014-01',
  unit: 'b-ding',
  on: '2014-08-25',
  period: { from: '2014-07-01', to: '2014-07-31' },
  checkers: ['wgx-0371.P-4'],
  scope: '七月份公务接待票据。',
  conclusion: '一笔未公示。',
};
const found = {
  finding: 'f-1',
  check: 'jc-2014-03',
  norm: 'zd-2014-01',
  unit: 'b-ding',
  issue: '2014-wgx-0120',
  wind: 'EXTRAVAGANCE' as const,
  on: '2014-08-25',
  description: '一笔接待费用未公示。',
};

/** A check (检查) of how a norm is carried out, and what it found. */
export const checkSamples = sampled('check/jc-2014-03', checkEvents, {
  CheckPlanned: [
    { ...planned, stage: 'stage-2' },
    { ...planned, stage: null },
  ],
  CheckPerformed: [
    {
      ...performed,
      mode: 'SPOT_CHECK',
      stage: 'stage-2',
      sample: { method: 'SHUFFLE_1', seed: 20140825, population: ['v-1', 'v-2', 'v-3', 'v-4', 'v-5'], drawn: ['v-4', 'v-1'] },
    },
    { ...performed, mode: 'SUPERVISION', stage: null, sample: null },
  ],
  CheckFindingRaised: [
    { ...found, stage: 'stage-2', obligation: 'ob-1' },
    { ...found, stage: null, obligation: null },
  ],
  CheckFindingClosed: [{ finding: 'f-1', issue: '2014-wgx-0120', on: '2014-09-15' }],
  CheckFindingReopened: [{ finding: 'f-1', issue: '2014-wgx-0120', on: '2014-09-20' }],
  CheckPlanWithdrawn: [{ event: SAMPLE_EVENT, reason: '安排有误。' }],
  CheckWithdrawn: [{ event: SAMPLE_EVENT, reason: '记录有误。' }],
  CheckFindingWithdrawn: [{ event: SAMPLE_EVENT, reason: '不属问题。' }],
});
