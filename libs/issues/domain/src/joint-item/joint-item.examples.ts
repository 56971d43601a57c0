import { jointItemEvents, type JointMode, type JointSide } from '@taizhang/contracts';

/** The city above the bureau of the examples, the bureau, and one of its branches. */
export const CITY = 'city-jc';
export const BUREAU = 'wgx-0371';
export const BRANCH = 'wgx-0371/b-ding';
export const unitOf = (side: JointSide): string => (side === 'SUPERIOR' ? CITY : BUREAU);

const adopted = { value: 7, unit: CITY, policy: 'DEFAULT-2014', edition: 1 };
export const policy = { 'joint.claimDays': adopted };

/** Facts as the specs' commands need them: units, an open issue, and the seven days. */
export const known = {
  'organization.unit-path/wgx-0371/city-jc': [CITY, 'prov-sl', 'top'],
  'organization.unit-path/wgx-0371/prov-sl': ['prov-sl', 'top'],
  'organization.unit-path/wgx-0371/top': ['top'],
  'organization.unit-path/wgx-0371/wgx-0371': [BUREAU, CITY, 'prov-sl', 'top'],
  'organization.unit-path/wgx-0371/b-ding': [BRANCH, BUREAU, CITY, 'prov-sl', 'top'],
  'organization.unit-path/wgx-0371/tyj-0372': ['tyj-0372', CITY, 'prov-sl', 'top'],
  'organization.policy/wgx-0371/joint.claimDays': adopted,
  'issues.issue-status/wgx-0371/2014-0001': 'IN_RECTIFICATION',
} as const;

/** An item of each mode, identified on 22 July. */
export const identified = (mode: JointMode, subordinate = BUREAU) =>
  jointItemEvents.JointItemIdentified({
    item: 'J-1',
    issue: '2014-0001',
    mode,
    superior: CITY,
    subordinate,
    identifiedOn: '2014-07-22',
    escalatesOn: mode === 'SUPERIOR_FIRST' ? '2014-07-29' : null,
    escalatesTo: 'prov-sl',
    policy,
    analysis: '须市里统一协调',
  });
export const claimed = jointItemEvents.JointItemClaimed({ lead: CITY, previousLead: BUREAU, claimedOn: '2014-07-25' });
export const escalated = jointItemEvents.JointItemEscalated({
  to: 'prov-sl',
  due: '2014-07-29',
  escalatedOn: '2014-07-29',
});
export const proposed = (plan: number, proposedOn = '2014-08-01') =>
  jointItemEvents.JointPlanProposed({ plan, side: 'SUBORDINATE', unit: BUREAU, proposedOn, content: '共同方案' });
export const agreed = (plan: number, side: JointSide, agreedOn = '2014-08-03') =>
  jointItemEvents.JointPlanAgreed({ plan, side, unit: unitOf(side), agreedOn });
export const rejected = (plan: number) =>
  jointItemEvents.JointPlanRejected({
    plan,
    side: 'SUBORDINATE',
    unit: BUREAU,
    rejectedOn: '2014-08-04',
    reason: '经费未落实',
  });
export const solved = jointItemEvents.JointItemSolved({
  side: 'SUPERIOR',
  unit: CITY,
  solvedOn: '2014-08-20',
  informedOn: null,
  outcome: '已协调解决',
  report: null,
});
export const confirmed = (side: JointSide) =>
  jointItemEvents.JointCloseConfirmed({ side, unit: unitOf(side), confirmedOn: '2014-09-01', opinion: '同意办结' });
export const closed = jointItemEvents.JointItemClosed({
  side: 'SUBORDINATE',
  unit: BUREAU,
  closedOn: '2014-09-02',
  opinion: '予以销号',
});
