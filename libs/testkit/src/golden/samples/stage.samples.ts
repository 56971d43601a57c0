import {
  campaignEvents,
  evaluationStageEvents,
  inactivityEvents,
  issueStageEvents,
  lookBackEvents,
  selfCheckEvents,
  stageEvents,
} from '@taizhang/contracts';
import { SAMPLE_EVENT } from './places.js';
import { sampled } from './sampled-events.js';

const withdrawal = { event: SAMPLE_EVENT, reason: '登记有误。' };
const source = { unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 };

/** A campaign (教育实践活动) with a document that prescribes it. */
export const campaignSamples = sampled('campaign/jysj-2014', campaignEvents, {
  CampaignLaunched: [
    { campaign: 'jysj-2014', units: ['wgx-0371', 'b-jia'], on: '2014-02-20', title: '群众路线教育实践活动' },
  ],
  BasisDocumentLinked: [
    {
      document: 'wj-1',
      level: 'CITY',
      issuedOn: '2014-02-10',
      issuer: '示例市委',
      number: '示发〔2014〕1号',
      title: '关于开展活动的通知',
    },
  ],
  BasisDocumentWithdrawn: [withdrawal],
  CampaignWithdrawn: [withdrawal],
});

/** A stage (环节) that is closed after one objection. */
export const stageSamples = sampled('stage/stage-2', stageEvents, {
  StageOpened: [
    {
      stage: 'stage-2',
      campaign: 'jysj-2014',
      previous: null,
      from: '2014-06-25',
      to: '2014-10-25',
      briefings: { from: '2014-09-05', to: '2014-10-25' },
      units: ['wgx-0371', 'b-jia'],
      title: '整改落实、建章立制',
    },
    {
      stage: 'stage-3',
      campaign: 'jysj-2014',
      previous: 'stage-2',
      from: '2014-10-26',
      to: '2014-12-31',
      briefings: { from: '2014-12-01', to: '2014-12-31' },
      units: ['wgx-0371'],
      title: '巩固提高',
    },
  ],
  StageCloseRequested: [
    {
      stage: 'stage-2',
      request: 'r-1',
      on: '2014-10-25',
      contexts: ['issues', 'evaluation'],
      policy: { 'stage.closeNeeds': { value: 'ALL_MEETINGS', ...source } },
    },
  ],
  StageCloseAnswered: [{ request: 'r-1', context: 'issues', cleared: true, named: ['2014-0001'] }],
  StageCloseWithdrawn: [
    { stage: 'stage-2', request: 'r-1', ground: 'OFFICE', reason: '尚有工作未完。' },
    { stage: 'stage-2', request: 'r-1', ground: 'OBJECTION', reason: null },
  ],
  StageClosed: [{ stage: 'stage-2', request: 'r-1', on: '2014-10-25', open: ['2014-0001'] }],
  StageWithdrawn: [withdrawal],
});

/** A look-back (回头看) at what a unit closed. */
export const lookBackSamples = sampled('look-back/hui-1', lookBackEvents, {
  LookBackStarted: [
    {
      lookBack: 'hui-1',
      stage: 'stage-2',
      unit: 'b-jia',
      on: '2014-09-01',
      seed: 'ab'.repeat(32),
      population: { size: 9, sha256: 'cd'.repeat(32) },
      sample: ['2014-0001', '2014-0004'],
    },
  ],
  LookBackCompleted: [
    {
      lookBack: 'hui-1',
      on: '2014-09-05',
      results: [
        { issue: '2014-0001', passed: true, note: null },
        { issue: '2014-0004', passed: false, note: '又有排队。' },
      ],
      summary: '抽查两项，一项反弹。',
    },
  ],
  LookBackWithdrawn: [withdrawal],
  LookBackCompletionWithdrawn: [withdrawal],
});

/** The watch over a unit, and an alert when nothing was heard of it (停滞提醒). */
export const inactivitySamples = sampled('inactivity/stage-2.b-jia', inactivityEvents, {
  UnitWatched: [
    {
      stage: 'stage-2',
      unit: 'b-jia',
      checkOn: '2014-09-25',
      policy: { 'inactivity.days': { value: 14, ...source } },
    },
  ],
  InactivityAlertRaised: [
    {
      stage: 'stage-2',
      unit: 'b-jia',
      since: '2014-09-11',
      days: 14,
      policy: { 'inactivity.days': { value: 14, ...source } },
    },
  ],
});

/** A self-check (自查) of a leading cadre, and one of a group that found nothing. */
export const selfCheckSamples = sampled('self-check/stage-2.b-jia', selfCheckEvents, {
  SelfCheckSubmitted: [
    {
      stage: 'stage-2',
      unit: 'b-jia',
      subject: 'CADRE',
      person: 'wgx-0371.P-1',
      issues: ['2014-0001'],
      nothingFound: false,
      statement: '对照检查，调研不够深入。',
    },
    {
      stage: 'stage-2',
      unit: 'b-jia',
      subject: 'GROUP',
      person: null,
      issues: [],
      nothingFound: true,
      statement: '未发现问题。',
    },
  ],
  SelfCheckWithdrawn: [withdrawal],
});

/** What `issues` says when a stage is to be closed. */
export const issueStageSamples = sampled('stage/stage-2', issueStageEvents, {
  StageCloseCleared: [{ stage: 'stage-2', request: 'r-1', open: ['2014-0001'] }],
  StageCloseObjected: [{ stage: 'stage-2', request: 'r-1', unassigned: ['2014-0001'] }],
  StageReopened: [{ stage: 'stage-2', request: 'r-1' }],
});

/** What `evaluation` says when a stage is to be closed. */
export const evaluationStageSamples = sampled('stage/stage-2', evaluationStageEvents, {
  StageCloseCleared: [{ stage: 'stage-2', request: 'r-1', held: ['b-jia'] }],
  StageCloseObjected: [{ stage: 'stage-2', request: 'r-1', outstanding: ['b-yi'] }],
  StageReopened: [{ stage: 'stage-2', request: 'r-1' }],
});
