import type { Moment, Scenario, StateCount } from '../scenario.js';
import { STAGE } from './acts.js';
import { campaign, lookBacks, norms, stageClose } from './campaign.js';
import { BUREAU, FOUNDER, OFFICE } from './cast.js';
import { criticism } from './criticism.js';
import { ballots } from './evaluation.js';
import { expected } from './expected.js';
import { feedback, newIssues } from './feedback.js';
import { organization } from './organization.js';
import {
  afterRefusals,
  august,
  card,
  extensions,
  july,
  refusals,
  september,
  slipAnswers,
  slips,
} from './rectification.js';
import { assigning, intake, merging, selfChecks } from './registering.js';

const moments: readonly Moment[] = [
  ...organization,
  ...campaign,
  ...intake,
  selfChecks,
  merging,
  assigning,
  refusals,
  afterRefusals,
  ...july,
  ...august,
  extensions,
  slips,
  slipAnswers,
  card,
  ...lookBacks,
  ...september,
  ...ballots,
  ...feedback,
  ...norms,
  ...criticism,
  ...newIssues,
  ...stageClose,
];

const issues = (status: string): StateCount => ({
  context: 'issues',
  view: 'rectification-ledger',
  where: { bureau: BUREAU, status },
});

/** From 86 voices to the summary meeting (从八十六条意见到总结大会). */
export const scenarioA: Scenario = {
  name: 'a',
  bureau: BUREAU,
  founding: {
    person: FOUNDER.person,
    level: 'CENTRAL',
    name: '示例中央',
    personName: '虚构·安全',
    from: '2014-01-01',
  },
  founder: FOUNDER,
  moments: [...moments].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  reader: OFFICE.login,
  states: {
    issues: {
      CLOSED: issues('CLOSED'),
      LONG_TERM: issues('LONG_TERM'),
      IN_RECTIFICATION: issues('IN_RECTIFICATION'),
      MERGED: issues('MERGED'),
    },
    campaigns: { stage: { context: 'campaigns', view: 'stages', document: `${BUREAU}/${STAGE}`, field: 'status' } },
    evaluation: {
      activeBlocks: {
        context: 'evaluation',
        view: 'evaluations',
        where: { bureau: BUREAU, block: ['CONFIRMED', 'PROVISIONAL'] },
      },
      notices: { context: 'evaluation', view: 'notices', where: { bureau: BUREAU } },
    },
  },
  expected,
};
