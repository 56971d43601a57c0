import { jointItemEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };
const policy = { 'joint.claimDays': { value: 7, unit: 'city-jc', policy: 'DEFAULT-2014', edition: 1 } };
const item = {
  item: 'J-4',
  issue: '2014-0001',
  superior: 'city-jc',
  identifiedOn: '2014-07-22',
  escalatesTo: 'prov-sl',
  policy,
  analysis: '涉及上下两级，须分别落实。',
} as const;

/** A joint item (联动事项) in all its modes, and every act withdrawn. */
export const jointItemSamples = sampled('joint-item/J-4', jointItemEvents, {
  JointItemIdentified: [
    { ...item, mode: 'SUPERIOR_FIRST', subordinate: 'wgx-0371', escalatesOn: '2014-07-29' },
    { ...item, mode: 'COMMON_PLAN', subordinate: 'wgx-0371/b-ding', escalatesOn: null },
  ],
  JointModeConfirmed: [
    {
      mode: 'SUPERIOR_FIRST',
      previous: 'SUPERIOR_FIRST',
      confirmedOn: '2014-07-24',
      escalatesOn: '2014-07-29',
      policy,
      reason: null,
    },
    {
      mode: 'COMMON_PLAN',
      previous: 'SUPERIOR_FIRST',
      confirmedOn: '2014-07-24',
      escalatesOn: null,
      policy,
      reason: '双方都有责任。',
    },
  ],
  JointItemClaimed: [{ lead: 'city-jc', previousLead: SAMPLE_BUREAU, claimedOn: '2014-07-25' }],
  JointItemEscalated: [{ to: 'prov-sl', due: '2014-07-29', escalatedOn: '2014-07-29' }],
  JointPlanProposed: [
    { plan: 1, side: 'SUBORDINATE', unit: SAMPLE_BUREAU, proposedOn: '2014-08-01', content: '上级定标准，下级抓落实。' },
  ],
  JointPlanAgreed: [{ plan: 1, side: 'SUPERIOR', unit: 'city-jc', agreedOn: '2014-08-03' }],
  JointPlanRejected: [
    { plan: 1, side: 'SUBORDINATE', unit: SAMPLE_BUREAU, rejectedOn: '2014-08-04', reason: '经费未落实。' },
  ],
  JointItemSolved: [
    {
      side: 'SUPERIOR',
      unit: 'city-jc',
      solvedOn: '2014-08-20',
      informedOn: null,
      outcome: '已统一协调。',
      report: null,
    },
    {
      side: 'SUBORDINATE',
      unit: 'wgx-0371/b-ding',
      solvedOn: '2014-08-10',
      informedOn: '2014-08-10',
      outcome: '已自行解决。',
      report: '已书面报告上级。',
    },
  ],
  JointCloseConfirmed: [{ side: 'SUPERIOR', unit: 'city-jc', confirmedOn: '2014-09-01', opinion: '同意办结。' }],
  JointItemClosed: [{ side: 'SUBORDINATE', unit: SAMPLE_BUREAU, closedOn: '2014-09-02', opinion: '予以销号。' }],
  JointItemWithdrawn: [withdrawal],
  JointModeConfirmationWithdrawn: [withdrawal],
  JointClaimWithdrawn: [withdrawal],
  JointEscalationWithdrawn: [withdrawal],
  JointPlanWithdrawn: [withdrawal],
  JointPlanAgreementWithdrawn: [withdrawal],
  JointPlanRejectionWithdrawn: [withdrawal],
  JointSolutionWithdrawn: [withdrawal],
  JointCloseConfirmationWithdrawn: [withdrawal],
  JointClosureWithdrawn: [withdrawal],
});
