import { OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  bodyEvents,
  evaluationStageEvents,
  issueStageEvents,
  personEvents,
  policyEvents,
  unitEvents,
} from '@taizhang/contracts';
import {
  campaign,
  campaignRejections,
  inactivity,
  inactivityRejections,
  lookBack,
  lookBackRejections,
  stage,
  stageRejections,
} from '@taizhang/campaigns-domain';
import {
  normDirectoryView,
  policyDirectoryView,
  policyFacts,
  powerDirectoryView,
  powerFacts,
  UNIT_DIRECTORY,
  unitDirectoryView,
  unitFacts,
  type ContextFeature,
} from '@taizhang/platform';
import { campaignsFacts } from './campaigns.facts.js';
import { campaignsView } from './campaigns.view.js';
import { heldMeetingsView } from './held-meetings.view.js';
import { inactivityAlertsView } from './inactivity-alerts.view.js';
import { issueStandingView } from './issue-standing.view.js';
import { lookBacksView } from './look-backs.view.js';
import { campaignsReports } from './omissions/campaigns.reports.js';
import { silentUnits } from './silent-units.deadline.js';
import { stageCloseAnswersPolicy } from './stage-close-answers.policy.js';
import { stagesView } from './stages.view.js';
import { FOLLOWED_ELSEWHERE, unitActivityView } from './unit-activity.view.js';
import { unitsAreWatchedPolicy } from './units-are-watched.policy.js';

/** Who reads the campaigns of a bureau: its people, and those above it. */
const readers = role(...OFFICE_ROLES).at('unit-or-superior');

/** Campaigns (教育实践活动): what they are based on, their stages, look-backs, and the close of a stage over several ledgers. */
export const campaignsFeature: ContextFeature = {
  context: 'campaigns',
  title: { zh: '教育实践活动', en: 'Campaigns' },
  aggregates: [campaign, stage, lookBack, inactivity],
  views: [
    { view: campaignsView, title: { zh: '活动', en: 'Campaigns' }, allow: readers, unitField: 'units' },
    { view: stagesView, title: { zh: '环节', en: 'Stages' }, allow: readers, unitField: 'units' },
    { view: lookBacksView, title: { zh: '回头看', en: 'Look-backs' }, allow: readers, unitField: 'unit' },
    {
      view: inactivityAlertsView,
      title: { zh: '停滞提醒', en: 'Inactivity alerts' },
      allow: readers,
      unitField: 'unit',
      clauses: ['C6.1'],
    },
    {
      view: unitActivityView,
      title: { zh: '单位最近活动', en: 'Last acts of units' },
      allow: readers,
      unitField: 'units',
      clauses: ['C6.1'],
    },
    { view: issueStandingView, title: { zh: '问题状态', en: 'Standing of issues' }, allow: readers, unitField: 'unit' },
    { view: heldMeetingsView, title: { zh: '总结大会', en: 'Summary meetings' }, allow: readers, unitField: 'unit' },
    { view: normDirectoryView('campaigns'), title: { zh: '制度名录', en: 'Norm directory' }, allow: readers },
    { view: unitDirectoryView('campaigns'), title: { zh: '单位名录', en: 'Unit directory' }, allow: readers },
    { view: powerDirectoryView('campaigns'), title: { zh: '职权名录', en: 'Power directory' }, allow: readers },
    { view: policyDirectoryView('campaigns'), title: { zh: '政策参数', en: 'Policy parameters' }, allow: readers },
  ],
  policies: [stageCloseAnswersPolicy, unitsAreWatchedPolicy],
  deadlines: [
    {
      deadline: silentUnits,
      title: { zh: '单位进展跟踪', en: 'Units to be looked at' },
      allow: readers,
      unitField: 'unit',
    },
  ],
  facts: { ...unitFacts(UNIT_DIRECTORY), ...powerFacts, ...policyFacts(UNIT_DIRECTORY), ...campaignsFacts },
  queries: [],
  omissions: campaignsReports,
  catalogues: [
    unitEvents,
    personEvents,
    bodyEvents,
    policyEvents,
    issueStageEvents,
    evaluationStageEvents,
    ...FOLLOWED_ELSEWHERE,
  ],
  rejections: [...campaignRejections, ...stageRejections, ...lookBackRejections, ...inactivityRejections],
};
