import {
  accessEvents,
  ballotCodeEvents,
  bodyEvents,
  cadreRecordEvents,
  campaignEvents,
  checkEvents,
  commentEvents,
  erasureEvents,
  erasureReportEvents,
  evaluationEvents,
  evaluationStageEvents,
  inactivityEvents,
  lookBackEvents,
  normEvents,
  personEvents,
  policyEvents,
  resultsEvents,
  stageEvents,
  unitEvents,
} from '@taizhang/contracts';
import { SAMPLE_APPOINTMENT, type RecordSamples } from '@taizhang/platform';
import { ISSUES_RECORD_SAMPLES } from './issues-record-samples.js';

const DAY = '2014-01-01';

const source = { unit: 'bureau', policy: 'DEFAULT', edition: 1 };

const briefingOf = (unit: string) =>
  evaluationEvents.BriefingConvened({
    evaluation: 'r-1',
    unit,
    unitName: null,
    stage: 'stage-1',
    on: DAY,
    approval: null,
    baseline: { on: DAY, record: null, attendance: [{ category: 'staff', mass: false, count: 1 }] },
    objects: [{ object: 'group', kind: 'GROUP', person: null, name: null, deferred: false, reason: null }],
    policy: {
      'evaluation.objects': { value: 'SEPARATE', ...source },
      'evaluation.cadres': { value: 'LEADING_GROUP', ...source },
    },
  });

const commentOn = (unit: string) =>
  commentEvents.FeedbackCollected({
    comment: 'r-1',
    evaluation: 'r-2',
    unit,
    object: 'group',
    sheet: null,
    sentiment: 'NEGATIVE',
    on: DAY,
    content: '意见',
  });

const resultsOf = (unit: string) =>
  resultsEvents.ResultsSummarised({
    results: 'r-1',
    stage: 'stage-1',
    on: DAY,
    lastRoundOn: DAY,
    evaluations: [{ evaluation: 'r-2', unit }],
    timeliness: { dueOn: DAY, workingDaysLate: 0, calendar: 'CN.none' },
    comments: { total: 0, raised: 0, linked: 0, answered: 0 },
    summary: '汇总',
    policy: { 'timely.summaryWorkdays': { value: 5, ...source } },
  });

const reportTo = (to: string) =>
  resultsEvents.UpwardReportSubmitted({ to, on: DAY, receipt: 'r-3', report: '上报材料' });

const commendationIn = (unit: string) =>
  cadreRecordEvents.CommendationRecorded({
    person: 'bureau.sample',
    unit,
    stage: null,
    on: DAY,
    standards: ['SERVICE'],
    facts: '事迹',
  });

const stageOf = (unit: string) =>
  stageEvents.StageOpened({
    stage: 'r-1',
    campaign: 'campaign-1',
    previous: null,
    from: DAY,
    to: '2014-12-31',
    briefings: { from: DAY, to: '2014-12-31' },
    units: [unit],
    title: '环节',
  });

const lookBackAt = (unit: string) =>
  lookBackEvents.LookBackStarted({
    lookBack: 'r-1',
    stage: 'stage-1',
    unit,
    on: DAY,
    seed: 'a'.repeat(64),
    population: { size: 0, sha256: 'a'.repeat(64) },
    sample: [],
  });

const alertAbout = (unit: string) =>
  inactivityEvents.InactivityAlertRaised({
    stage: 'stage-1',
    unit,
    since: DAY,
    days: 14,
    policy: { 'inactivity.days': { value: 14, ...source } },
  });

const normOf = (unit: string) =>
  normEvents.NormDrafted({
    norm: 'r-1',
    draft: 1,
    level: 'BUREAU',
    issuer: 'bureau',
    unit,
    owner: 'bureau.owner',
    area: null,
    key: false,
    sponsor: null,
    refines: null,
    drafters: ['bureau.sample'],
    stage: null,
    on: DAY,
    title: '制度',
    text: null,
    obligations: [],
    material: null,
  });

const checkOf = (unit: string) =>
  checkEvents.CheckPlanned({
    check: 'r-1',
    mode: 'SELF_CHECK',
    norm: 'r-2',
    unit,
    stage: null,
    on: DAY,
    due: DAY,
  });

/** Records of each aggregate in which a unit is named: for the table of powers. A new aggregate is one entry. */
export const RECORD_SAMPLES: RecordSamples = {
  'organization/unit': {
    unit: ({ bureau, code }) => [
      unitEvents.UnitRegistered({
        unit: code,
        level: code === bureau ? 'BUREAU' : 'BRANCH',
        parent: code === bureau ? null : bureau,
        name: '单位',
        from: DAY,
      }),
    ],
  },
  'organization/person': {
    'unit and post': ({ bureau, code, reference }) => [
      personEvents.PersonRegistered({ person: `${bureau}.sample`, unit: code, name: '人员', from: DAY }),
      personEvents.RoleGranted({
        appointment: SAMPLE_APPOINTMENT,
        person: `${bureau}.sample`,
        role: 'teller',
        unit: reference,
        from: DAY,
        to: null,
        clearance: 1,
        basis: '文件',
      }),
    ],
  },
  'organization/body': {
    unit: ({ code }) => [
      bodyEvents.BodyFormed({ body: 'r-1', kind: 'PARTY_COMMITTEE', unit: code, name: '机构', from: DAY }),
    ],
  },
  'organization/policy': {
    bureau: ({ bureau }) => [
      policyEvents.PolicyAdopted({
        unit: bureau,
        policy: 'r-1',
        edition: 1,
        from: DAY,
        values: { 'ballot.secret': true },
        basis: '依据',
      }),
    ],
  },
  'organization/erasure': {
    bureau: () => [
      erasureEvents.ErasureRequested({
        erasure: 'r-1',
        subject: 'bureau.sample',
        basis: 'COURT_ORDER',
        reason: '理由',
      }),
    ],
  },
  ...ISSUES_RECORD_SAMPLES,
  'evaluation/stage': {
    bureau: () => [evaluationStageEvents.StageCloseCleared({ stage: 'stage-1', request: 'r-1', held: [] })],
  },
  'campaigns/campaign': {
    bureau: ({ code }) => [campaignEvents.CampaignLaunched({ campaign: 'r-1', units: [code], on: DAY, title: '活动' })],
  },
  'campaigns/stage': { bureau: ({ code }) => [stageOf(code)] },
  'campaigns/look-back': { 'its unit': ({ code }) => [lookBackAt(code)] },
  'campaigns/inactivity': { 'its unit': ({ code }) => [alertAbout(code)] },
  'evaluation/evaluation': { 'its unit': ({ code }) => [briefingOf(code)] },
  'evaluation/ballot-code': {
    bureau: () => [ballotCodeEvents.BallotCodeUsed({ evaluation: 'r-2', round: 'r-1' })],
  },
  'evaluation/comment': { 'its unit': ({ code }) => [commentOn(code)] },
  'evaluation/results': {
    bureau: ({ code }) => [resultsOf(code)],
    'reported to': ({ code, reference }) => [resultsOf(code), reportTo(reference)],
  },
  'evaluation/cadre-record': { 'its unit': ({ code }) => [commendationIn(code)] },
  'rules/norm': { 'its unit': ({ code }) => [normOf(code)] },
  'rules/check': { 'its unit': ({ code }) => [checkOf(code)] },
  'access/batch': {
    bureau: () => [accessEvents.SignInFailed({ account: null, login: 'h'.repeat(43), address: 'h'.repeat(43) })],
  },
  ...Object.fromEntries(
    ['organization', 'issues', 'evaluation', 'rules', 'campaigns', 'access'].map((context) => [
      `${context}/erasure-report`,
      {
        bureau: ({ code }) => [
          erasureReportEvents(context).ErasureReported({
            erasure: 'r-1',
            bureau: code,
            ledgers: 1,
            keys: 1,
            disclosures: 1,
          }),
        ],
      },
    ]),
  ),
};
