import { evaluationEvents } from '@taizhang/contracts';
import { SAMPLE_BUREAU, SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const source = { unit: SAMPLE_BUREAU, policy: 'DEFAULT-2014', edition: 1 };
const group = { object: 'group', kind: 'GROUP', person: null, name: null, deferred: false, reason: null } as const;
const attendance = [
  { category: 'staff', mass: false, count: 35 },
  { category: 'residents', mass: true, count: 15 },
];
const briefing = {
  evaluation: 'stage-2.b-ding',
  unit: 'b-ding',
  unitName: '丁支部',
  stage: 'stage-2',
  on: '2014-09-11',
  baseline: { on: '2014-03-20', record: 'meeting/2014-0007', attendance },
  policy: {
    'evaluation.objects': { value: 'SEPARATE', ...source },
    'evaluation.cadres': { value: 'LEADING_GROUP', ...source },
  },
} as const;
const roster = {
  attendance,
  total: 50,
  mass: 15,
  added: ['residents'],
  policy: { 'roster.expand': { value: 'BOTH_STRICT' as const, ...source } },
};
const tellers = ['wgx-0371.P-5', 'wgx-0371.P-6'];
const counting = {
  'tally.denominator': { value: 'VALID_INCL_ABSTAIN', ...source },
  'tally.blank': { value: 'ABSTAIN', ...source },
  'evaluation.quorum': { value: { n: 1, d: 2 }, ...source },
} as const;
const grades = { good: 21, fairlyGood: 18, average: 6, poor: 4 };
const count = { returned: 50, spoiled: 0, blank: 1, grades };
const whole = { numerator: 39, denominator: 50, hundredths: 7800, below: true };
const on = '2014-09-12';
const voided = { round: 'r-3', object: 'group', on, policy: counting } as const;
const blocking = { 'block.scope': { value: 'ANY_OBJECT', ...source }, 'block.start': { value: 'PROVISIONAL', ...source } } as const;
const lifting = { 'block.lift': { value: 'OFFICE_THEN_COMMITTEE', ...source } } as const;
const assessed = {
  object: 'P-D2',
  round: 'r-2',
  on: '2014-09-22',
  facts: { verdict: 'BELOW', valid: 50, commenters: 9, reporters: 0 },
  suggested: 'MANY',
  finding: 'MANY',
  proposes: true,
  reason: '意见集中在服务态度。',
  policy: {
    'criticism.join': { value: 'AND', ...source },
    'criticism.opinions': { value: { share: { n: 10, d: 100 }, min: 5, advisory: true }, ...source },
    'criticism.opinionUnit': { value: 'PERSON', ...source },
  },
} as const;
const proposed = { object: 'P-D2', proposal: 1, on: '2014-09-22', reason: '评议得票率低于规定比例，意见集中。' };
const lifted = { object: 'P-D2', on: '2014-10-21', policy: lifting } as const;
const held = {
  on: '2014-10-22',
  attended: 50,
  summary: '整改落实情况总结。',
  policy: { 'block.level': { value: 'UNIT', ...source } },
} as const;
const withdrawn = (reason: string) => [{ event: SAMPLE_EVENT, reason }] as const;

/** An evaluation (民主评议) from its briefing to its summary meeting, and every act withdrawn. */
export const evaluationSamples = sampled('evaluation/stage-2.b-ding', evaluationEvents, {
  BriefingConvened: [
    {
      ...briefing,
      approval: null,
      objects: [
        group,
        { object: 'P-D2', kind: 'CADRE', person: 'wgx-0371.P-2', name: '某副职', deferred: false, reason: null },
        { object: 'P-D1', kind: 'PRINCIPAL', person: 'wgx-0371.P-1', name: null, deferred: true, reason: '刚到任，另行评议。' },
      ],
    },
    {
      ...briefing,
      approval: '经局党委同意延期召开。',
      unitName: null,
      baseline: { ...briefing.baseline, record: null },
      objects: [group],
    },
  ],
  RosterFrozen: [
    { ...roster, reason: null },
    { ...roster, added: [], reason: '服务对象已全部列入。' },
  ],
  BallotRoundOpened: [
    { round: 'r-2', object: 'P-D2', on, tellers, policy: { 'evaluation.scale': { value: 4, ...source } } },
  ],
  BallotCodesIssued: [
    {
      round: 'r-2',
      on,
      number: 3,
      policy: { 'ballot.remote': { value: true, ...source }, 'ballot.secret': { value: true, ...source } },
    },
  ],
  BallotRoundClosed: [{ round: 'r-2', on, paper: 47, codes: 3, issued: 50 }],
  BallotsOpened: [
    {
      round: 'r-2',
      part: 1,
      parts: 1,
      used: 3,
      cast: 2,
      missing: 1,
      ballots: [
        { mark: 'GOOD', comment: null },
        { mark: 'BLANK', comment: 'NEGATIVE' },
      ],
    },
  ],
  BallotBoxCleared: [{ round: 'r-2', comments: 1 }],
  BallotsCounted: [
    { round: 'r-2', teller: 'wgx-0371.P-5', count },
    { round: 'r-3', teller: 'wgx-0371.P-5', count: { returned: 51, spoiled: 0, blank: 0, grades: null } },
  ],
  TallySigned: [{ round: 'r-2', teller: 'wgx-0371.P-5' }],
  TallyCertified: [
    {
      round: 'r-2',
      object: 'P-D2',
      on,
      tellers,
      roster: 50,
      issued: 50,
      attended: 50,
      returned: 50,
      spoiled: 0,
      valid: 50,
      abstained: 1,
      grades,
      shares: [
        { basis: 'VALID_INCL_ABSTAIN', ...whole },
        { basis: 'VALID_EXCL_ABSTAIN', numerator: 39, denominator: 49, hundredths: 7959, below: true },
        { basis: 'RETURNED', ...whole },
        { basis: 'ISSUED', numerator: 0, denominator: 0, hundredths: null, below: null },
      ],
      verdict: 'BELOW',
      sensitive: false,
      policy: {
        ...counting,
        'tally.compare': { value: 'EXACT_STRICT', ...source },
        'criticism.threshold': { value: { n: 80, d: 100 }, ...source },
      },
    },
  ],
  TallyVoided: [
    { ...voided, ground: 'OVER_RETURNED', reason: null },
    { ...voided, ground: 'IRREGULAR', reason: '票箱启封不当。' },
  ],
  SummaryMeetingBlocked: [{ object: 'P-D2', round: 'r-2', on, ground: 'TALLY_BELOW_LINE', policy: blocking }],
  ComprehensiveAssessmentRecorded: [
    { ...assessed, dissent: null },
    { ...assessed, dissent: '一名同志认为意见不算集中。' },
  ],
  CriticismProposed: [
    { ...proposed, supplement: null },
    { ...proposed, proposal: 2, supplement: '补充核实材料。' },
  ],
  CommitteeVoteRecorded: [
    {
      object: 'P-D2',
      proposal: 1,
      body: 'committee',
      on: '2014-09-24',
      members: 9,
      present: ['wgx-0371.P-7', 'wgx-0371.P-8'],
      recused: ['wgx-0371.P-9'],
      inFavour: 1,
      against: 1,
      abstained: 0,
      policy: {
        'committee.majority': { value: 'FULL_MEMBERSHIP', ...source },
        'committee.type': { value: 'PARTY_COMMITTEE', ...source },
      },
    },
  ],
  CriticismNotAdopted: [{ object: 'P-D2', proposal: 1, on: '2014-09-24', ground: 'NO_MAJORITY', tie: true }],
  CriticismAdopted: [{ object: 'P-D2', proposal: 2, on: '2014-10-08' }],
  CriticismNoticeIssued: [
    {
      object: 'P-D2',
      unit: 'b-ding',
      proposal: 2,
      issuer: 'committee',
      number: { year: 2014, serial: 7 },
      on: '2014-10-08',
      recipients: ['b-ding'],
      copies: [],
      body: '关于对整改落实情况予以通报批评的通报。',
      requirements: [{ requirement: 'q-1', due: '2014-10-20', description: '逐项整改，答复群众。' }],
    },
  ],
  SummaryMeetingBlockConfirmed: [{ object: 'P-D2', proposal: 2, on: '2014-10-08', requirements: ['q-1'] }],
  RequirementMetFound: [{ object: 'P-D2', on: '2014-10-20', requirements: ['q-1'], finding: '经核实已达到要求。' }],
  SummaryMeetingBlockLifted: [
    { ...lifted, ground: 'REQUIREMENTS_MET', reason: null },
    { ...lifted, ground: 'NO_PROPOSAL', reason: '意见分散，不提出建议。' },
  ],
  SummaryMeetingScheduled: [{ for: '2014-10-22' }],
  SummaryMeetingHeld: [
    { ...held, openBlocks: [], override: null },
    { ...held, openBlocks: ['stage-2.b-yi'], override: '经党委研究同意先行召开。' },
  ],
  BriefingWithdrawn: withdrawn('重复登记。'),
  RosterFreezeWithdrawn: withdrawn('人数有误。'),
  BallotRoundWithdrawn: withdrawn('对象有误。'),
  BallotRoundCloseWithdrawn: withdrawn('发出票数有误。'),
  TallyWithdrawn: withdrawn('计票单录错。'),
  AssessmentWithdrawn: withdrawn('评估依据有误。'),
  ProposalWithdrawn: withdrawn('对象有误。'),
  CommitteeVoteWithdrawn: withdrawn('票数记错。'),
  CriticismNoticeWithdrawn: withdrawn('文号有误。'),
  RequirementFindingWithdrawn: withdrawn('尚未达到。'),
  BlockLiftWithdrawn: withdrawn('对象有误。'),
  SummaryMeetingScheduleWithdrawn: withdrawn('日期有误。'),
  SummaryMeetingWithdrawn: withdrawn('尚未召开。'),
});
