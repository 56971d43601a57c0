import { issueEvents } from '@taizhang/contracts';
import { issueCourseSamples } from './issue-course.samples.js';
import { issueSupervisionSamples } from './issue-supervision.samples.js';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

/** An issue (问题) from being raised to being closed out, and every act withdrawn. */
export const issueSamples = sampled('issue/2014-0001', issueEvents, {
  ...issueCourseSamples,
  ...issueSupervisionSamples,
  IssueRaised: [
    {
      code: '2014-0001',
      unit: 'b-jia',
      stage: 'stage-2',
      origin: 'o-1',
      source: 'DEMOCRATIC_LIFE_MEETING',
      record: 'meeting/2014-0007',
      anonymous: false,
      raisedOn: '2014-06-26',
      wind: 'BUREAUCRATISM',
      manifestation: '窗口排队时间长，群众等候平均超过四十分钟。',
      originator: '某群众甲',
    },
    {
      code: '2014-0001',
      unit: 'b-jia',
      stage: null,
      origin: 'o-1',
      source: 'MASS_OPINION',
      record: null,
      anonymous: true,
      raisedOn: '2014-06-26',
      wind: 'FORMALISM',
      manifestation: '会议多、文件多。',
      originator: null,
    },
  ],
  IssueTriaged: [{ unit: 'b-jia', opinion: '由群艺馆支部承办。' }],
  IssueClassified: [
    { class: '2b', hidden: false, kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清，授权不足。' },
    { class: '5', hidden: true, kind: 'CONTINUOUS', cause: 'INDIVIDUAL', analysis: '学习不够。' },
  ],
  IssueAssigned: [
    {
      lead: 'b-jia',
      supporting: ['b-yi', 'b-bing'],
      leader: 'wgx-0371.P-1',
      owner: 'wgx-0371.P-2',
      deadline: '2014-08-31',
      standard: '平均等候不超过十分钟。',
    },
    {
      lead: 'b-jia',
      supporting: [],
      leader: 'wgx-0371.P-1',
      owner: 'wgx-0371.P-2',
      deadline: null,
      standard: '长期坚持，每季检查。',
    },
  ],
  DifficultyFlagged: [
    { unit: 'b-jia', leader: 'wgx-0371.P-9', previousLeader: 'wgx-0371.P-1', reason: '涉及多个部门。' },
  ],
  MeasureSet: [
    {
      measure: 'm-1',
      owner: 'wgx-0371.P-3',
      deadline: '2014-08-20',
      kind: 'BY_DATE',
      description: '增设两个窗口。',
      standard: '窗口启用并公示。',
    },
    {
      measure: 'm-2',
      owner: null,
      deadline: null,
      kind: 'AT_ONCE',
      description: '延长开放时间。',
      standard: '当日公告。',
    },
  ],
  DutyTransferred: [
    {
      duty: 'MEASURE_OWNER',
      unit: 'b-jia',
      measure: 'm-1',
      from: 'wgx-0371.P-3',
      to: 'wgx-0371.P-4',
      on: '2014-07-10',
    },
    { duty: 'OWNER', unit: 'b-jia', measure: null, from: 'wgx-0371.P-2', to: 'wgx-0371.P-4', on: '2014-07-10' },
  ],
  EvidenceAttached: [
    { evidence: 'e-1', measure: 'm-1', sha256: 'a1'.repeat(32), size: 20480, title: '窗口验收照片' },
    { evidence: 'e-2', measure: null, sha256: 'b2'.repeat(32), size: 1, title: '会议记录' },
  ],
  MeasureCompleted: [
    { measure: 'm-1', evidence: ['e-1', 'e-2'], completedOn: '2014-07-18', outcome: '等候缩短至八分钟。' },
  ],
  ReplyGiven: [
    {
      origin: 'o-1',
      channel: 'IN_PERSON',
      repliedOn: '2014-07-19',
      attitude: 'SATISFIED',
      reply: '已增设窗口，谢谢监督。',
    },
  ],
  CloseRequested: [{ round: 1, effect: '群众满意，已公示五天。' }],
  CloseReturned: [{ round: 1, reason: '佐证不足。' }],
  IssueClosed: [{ round: 2, closedOn: '2014-07-28', opinion: '同意销号。' }],
  IssueWithdrawn: [{ event: SAMPLE_EVENT, reason: '重复登记。' }],
  TriageWithdrawn: [{ event: SAMPLE_EVENT, reason: '承办单位有误。' }],
  ClassificationWithdrawn: [{ event: SAMPLE_EVENT, reason: '类别有误。' }],
  AssignmentWithdrawn: [{ event: SAMPLE_EVENT, reason: '牵头单位有误。' }],
  DifficultyWithdrawn: [{ event: SAMPLE_EVENT, reason: '不属难点问题。' }],
  MeasureWithdrawn: [{ event: SAMPLE_EVENT, reason: '措施重复。' }],
  EvidenceWithdrawn: [{ event: SAMPLE_EVENT, reason: '附错文件。' }],
  MeasureCompletionWithdrawn: [{ event: SAMPLE_EVENT, reason: '尚未完成。' }],
  ReplyWithdrawn: [{ event: SAMPLE_EVENT, reason: '答复对象有误。' }],
});
