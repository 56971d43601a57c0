import { issueEvents } from '@taizhang/contracts';

/** Persons in office, as `organization.person-in-office` tells of them. */
const inOffice = Object.fromEntries(
  ['P-L1', 'P-O1', 'P-O2', 'P-9'].map((person) => [`organization.person-in-office/${person}`, 'b-jia']),
);

/** Branches of the bureau and persons, as the facts that commands need tell them (`given(…).when(command, input, { known })`). */
export const known = {
  ...inOffice,
  'organization.unit-path/wgx-0371/b-jia': ['wgx-0371/b-jia', 'wgx-0371'],
  'organization.unit-path/wgx-0371/b-yi': ['wgx-0371/b-yi', 'wgx-0371'],
  'campaigns.stage/wgx-0371/stage-2': {
    status: 'OPEN',
    from: '2014-06-25',
    to: '2014-10-25',
    briefings: { from: '2014-09-05', to: '2014-10-25' },
    units: ['wgx-0371', 'b-jia', 'b-yi'],
  },
  'issues.stage-door/wgx-0371/stage-2': { shut: false, seen: 7 },
} as const;

/** Events of one example issue, step by step, for the specs of its commands. */
export const raised = issueEvents.IssueRaised({
  code: '2014-0001',
  unit: 'b-jia',
  stage: 'stage-2',
  origin: 'o-1',
  source: 'MASS_OPINION',
  record: null,
  anonymous: false,
  raisedOn: '2014-06-26',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
  originator: null,
});
export const triaged = issueEvents.IssueTriaged({ unit: 'b-jia', opinion: '由群艺馆支部承办' });
export const classified = issueEvents.IssueClassified({
  class: '2b',
  hidden: false,
  kind: 'BY_DATE',
  cause: 'SYSTEMIC',
  analysis: '流程不清',
});
export const continuous = issueEvents.IssueClassified({
  class: '1',
  hidden: false,
  kind: 'CONTINUOUS',
  cause: 'INDIVIDUAL',
  analysis: '学习不够',
});
export const assigned = issueEvents.IssueAssigned({
  lead: 'b-jia',
  supporting: ['b-yi'],
  leader: 'P-L1',
  owner: 'P-O1',
  deadline: '2014-08-31',
  standard: '平均等候不超过十分钟',
});
export const difficult = issueEvents.DifficultyFlagged({
  unit: 'b-jia',
  leader: 'P-1',
  previousLeader: 'P-L1',
  reason: '涉及多个部门',
});
export const measureSet = issueEvents.MeasureSet({
  measure: 'm-1',
  owner: 'P-O2',
  deadline: '2014-08-20',
  kind: 'BY_DATE',
  description: '增设两个窗口',
  standard: '窗口启用',
});
export const measureUnowned = issueEvents.MeasureSet({
  measure: 'm-1',
  owner: null,
  deadline: '2014-08-20',
  kind: 'BY_DATE',
  description: '增设两个窗口',
  standard: '窗口启用',
});
export const evidence = issueEvents.EvidenceAttached({
  evidence: 'e-1',
  measure: 'm-1',
  sha256: 'a'.repeat(64),
  size: 1024,
  title: '验收照片',
});
export const completed = issueEvents.MeasureCompleted({
  measure: 'm-1',
  evidence: ['e-1'],
  completedOn: '2014-07-18',
  outcome: '等候缩短至八分钟',
});
export const replied = issueEvents.ReplyGiven({
  origin: 'o-1',
  channel: 'IN_PERSON',
  repliedOn: '2014-07-19',
  attitude: 'SATISFIED',
  reply: '已增设窗口',
});
export const closeRequested = issueEvents.CloseRequested({ round: 1, effect: '群众满意' });
export const returned = issueEvents.CloseReturned({ round: 1, reason: '佐证不足' });
export const closed = issueEvents.IssueClosed({ round: 1, closedOn: '2014-07-20', opinion: '同意销号' });

/** An issue in rectification with one measure. */
export const inRectification = [raised, triaged, classified, assigned, measureSet];
/** Everything done, ready to ask for close-out. */
export const allDone = [...inRectification, evidence, completed, replied];
