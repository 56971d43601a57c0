import type { issueEvents } from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import type { Samples } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };
const carriedOver = {
  code: '2014-0002',
  unit: 'b-jia',
  stage: 'stage-2',
  earlier: { stage: 'stage-1', code: '2014-1-17' },
  origin: 'o-1',
  source: 'SUPERIOR',
  record: null,
  anonymous: false,
  raisedOn: '2014-04-10',
  dueOn: '2014-06-30',
  wind: 'FORMALISM',
  manifestation: '检查过多过滥。',
  history: '已合并检查三项，尚有两项。',
  originator: '某督导组',
} as const;

/** An issue that is carried over, merged, referred, set aside, kept up for long, reopened or led to a norm. */
export const issueCourseSamples: Pick<Samples<typeof issueEvents>, 'IssueCarriedOver' | 'IssueContinued' | 'IssueMerged' | 'OriginsJoined' | 'IssueReferred' | 'IssueNotAdopted' | 'IssueSuspended' | 'IssueResumed' | 'LongTermDesignated' | 'ProgressReported' | 'IssueReopened' | 'IssueLinkedToNorm' | 'CarryOverWithdrawn' | 'ReferralWithdrawn' | 'NonAdoptionWithdrawn' | 'LongTermWithdrawn' | 'ProgressWithdrawn' | 'ReopeningWithdrawn' | 'NormLinkWithdrawn'> = {
  IssueCarriedOver: [carriedOver, { ...carriedOver, anonymous: true, record: 'meeting/2014-0003', dueOn: null, originator: null }],
  IssueContinued: [{ stage: 'stage-3', earlierStage: 'stage-2' }],
  IssueMerged: [{ into: '2014-0001', reason: '与前一问题相同。' }],
  OriginsJoined: [
    {
      from: '2014-0003',
      raisedOn: '2014-06-28',
      origins: [{ origin: 'o-1-2', was: 'o-1', source: 'MASS_OPINION', anonymous: true, answered: false }],
    },
  ],
  IssueReferred: [{ organ: 'DISCIPLINE', reason: '涉嫌违纪。' }],
  IssueNotAdopted: [{ reason: '不属本局职责，已答复。' }],
  IssueSuspended: [{ resumeOn: '2014-10-08', reason: '等待上级批复。' }],
  IssueResumed: [{ reason: '批复已到。' }],
  LongTermDesignated: [{ reviewOn: '2015-06-30', reason: '须长期坚持。' }],
  ProgressReported: [
    { on: '2014-08-01', percent: 60, progress: '已完成六成。' },
    { on: '2014-08-01', percent: null, progress: '正在推进。' },
  ],
  IssueReopened: [
    { ground: 'LOOK_BACK', lookBack: 'hui-1', deadline: '2014-09-18', reason: '问题反弹。' },
    { ground: 'NEW_EVIDENCE', lookBack: null, deadline: '2014-09-18', reason: '又有新的反映。' },
  ],
  IssueLinkedToNorm: [{ norm: 'zd-2014-01' }],
  CarryOverWithdrawn: [withdrawal],
  ReferralWithdrawn: [withdrawal],
  NonAdoptionWithdrawn: [withdrawal],
  LongTermWithdrawn: [withdrawal],
  ProgressWithdrawn: [withdrawal],
  ReopeningWithdrawn: [withdrawal],
  NormLinkWithdrawn: [withdrawal],
};
