import { normEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const material = { sha256: '5'.repeat(64), size: 2_048 };
const received = {
  norm: 'zd-2014-01',
  level: 'PROVINCE' as const,
  issuer: 'prov-sl',
  issuedOn: '2013-01-20',
  subject: 'RECEPTIONS' as const,
  unit: 'b-ding',
  owner: 'wgx-0371.P-2',
  on: '2014-08-15',
  title: '公务接待管理规定',
};
const drafted = {
  norm: 'zd-2014-01',
  draft: 1,
  level: 'BUREAU' as const,
  issuer: SAMPLE_BUREAU,
  unit: 'b-ding',
  owner: 'wgx-0371.P-2',
  drafters: ['wgx-0371.P-3'],
  on: '2014-08-18',
  title: '公务接待实施细则（稿）',
};
const published = {
  norm: 'zd-2014-01',
  level: 'BUREAU' as const,
  issuer: SAMPLE_BUREAU,
  unit: 'b-ding',
  number: { series: 'jwgx', year: 2014, serial: 18 },
  on: '2014-08-29',
  from: '2014-09-01',
  title: '公务接待实施细则',
};

/** A norm (制度): taken over from above, and one's own from draft to end. */
export const normSamples = sampled('norm/zd-2014-01', normEvents, {
  NormReceived: [
    {
      ...received,
      number: { series: 'swf', year: 2013, serial: 4 },
      treatment: 'REFINE',
      stage: 'stage-2',
      reason: '结合本系统实际细化。',
      material,
    },
    { ...received, number: null, treatment: 'ADOPT', stage: null, reason: null, material: null },
  ],
  NormTreatmentChanged: [{ treatment: 'NOT_APPLICABLE', on: '2014-08-16', reason: '本局不承担该项职能。' }],
  NormDrafted: [
    {
      ...drafted,
      area: 8,
      key: true,
      sponsor: 'wgx-0371.P-1',
      refines: 'zd-2013-04',
      stage: 'stage-2',
      text: '第一条　为规范公务接待，制定本细则。',
      obligations: [{ obligation: 'ob-1', description: '接待费用逐次公示。' }],
      material,
    },
    { ...drafted, area: null, key: false, sponsor: null, refines: null, stage: null, text: null, obligations: [], material: null },
  ],
  NormPublished: [
    {
      ...published,
      area: 8,
      key: true,
      refines: 'zd-2013-04',
      supersedes: ['zd-2012-07'],
      stage: 'stage-2',
      to: '2019-08-31',
      text: '第一条　为规范公务接待，制定本细则。',
      material,
    },
    { ...published, area: null, key: false, refines: null, supersedes: [], stage: null, to: null, text: null, material: null },
  ],
  NormSuperseded: [{ by: 'zd-2016-02', from: '2016-03-01' }],
  NormRepealed: [{ from: '2018-01-01', reason: '上位规定已废止。' }],
  NormReceptionWithdrawn: [{ event: SAMPLE_EVENT, reason: '重复登记。' }],
  NormTreatmentChangeWithdrawn: [{ event: SAMPLE_EVENT, reason: '选项有误。' }],
  NormDraftWithdrawn: [{ event: SAMPLE_EVENT, reason: '不再制定。' }],
  NormPublicationWithdrawn: [{ event: SAMPLE_EVENT, reason: '尚未印发。' }],
  NormSupersessionWithdrawn: [{ event: SAMPLE_EVENT, reason: '替代关系有误。' }],
  NormRepealWithdrawn: [{ event: SAMPLE_EVENT, reason: '尚未废止。' }],
});
