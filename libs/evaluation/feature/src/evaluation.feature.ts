import { CALENDAR_YEAR_UNKNOWN } from '@taizhang/calendar';
import { OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  bodyEvents,
  issueEvents,
  noticeNumberEvents,
  PERSON_UNKNOWN,
  personEvents,
  policyEvents,
  stageEvents,
  unitEvents,
} from '@taizhang/contracts';
import {
  ballotCode,
  ballotCodeRejections,
  cadreRecord,
  cadreRecordRejections,
  comment,
  commentRejections,
  evaluation,
  evaluationRejections,
  evaluationStage,
  evaluationStageRejections,
  results,
  resultsRejections,
} from '@taizhang/evaluation-domain';
import {
  personDirectoryView,
  personFacts,
  policyDirectoryView,
  policyFacts,
  powerDirectoryView,
  powerFacts,
  stageClosePolicy,
  stageDirectoryView,
  stageDoorsView,
  stageFacts,
  UNIT_DIRECTORY,
  unitDirectoryView,
  unitFacts,
  type ContextFeature,
} from '@taizhang/platform';
import { ballotBoxPolicy } from './ballots/ballot-box.policy.js';
import { ballotCodesView } from './ballots/ballot-codes.view.js';
import { ballotOperations } from './ballots/ballots.operations.js';
import { cadreFilesView } from './cadre-files.view.js';
import { commentsView } from './comments.view.js';
import { countingRoundsView } from './counting-rounds.view.js';
import { evaluationFacts } from './evaluation.facts.js';
import { evaluationsView } from './evaluations.view.js';
import { issueDirectoryView } from './issue-directory.view.js';
import { noticesView } from './notices.view.js';
import { officeFacts } from './office.facts.js';
import { evaluationReports } from './omissions/evaluation.reports.js';
import { resultsView } from './results.view.js';

/** Who reads the evaluations of a bureau's units: its people, and those above it. */
const readers = role(...OFFICE_ROLES).at('unit-or-superior');
/** Who reads the files of cadres: those who choose and supervise them. */
const personnel = role('committee-member', 'committee-secretary', 'campaign-office', 'superior-office', 'auditor').at(
  'unit-or-superior',
);

/** Who counts: tellers see who has entered and signed, the evaluations with their figures they do not. */
const tellers = role('teller').at('unit-or-superior');

/** Evaluation (群众评议): briefings, ballots, criticism and the summary meeting; records of how cadres perform their duty. */
export const evaluationFeature: ContextFeature = {
  context: 'evaluation',
  title: { zh: '群众评议', en: 'Evaluation' },
  aggregates: [evaluation, ballotCode, comment, results, cadreRecord, evaluationStage],
  views: [
    {
      view: evaluationsView,
      title: { zh: '民主评议', en: 'Evaluations' },
      allow: readers,
      unitField: 'unit',
      clauses: ['C5.2', 'C5.3', 'C5.11', 'C5.17'],
    },
    {
      view: ballotCodesView,
      title: { zh: '投票码', en: 'Ballot codes' },
      allow: readers,
      unitField: 'unit',
      clauses: ['C5.3'],
    },
    {
      view: countingRoundsView,
      title: { zh: '计票', en: 'Counting' },
      allow: tellers,
      unitField: 'unit',
      clauses: ['C5.12'],
    },
    {
      view: commentsView,
      title: { zh: '意见建议', en: 'Comments' },
      allow: readers,
      unitField: 'unit',
      clauses: ['C5.10'],
    },
    {
      view: resultsView,
      title: { zh: '评议情况汇总', en: 'Results' },
      allow: readers,
      unitField: 'units',
      clauses: ['C5.7', 'C5.8', 'C5.9'],
    },
    {
      view: noticesView,
      title: { zh: '通报批评', en: 'Notices of criticism' },
      allow: readers,
      unitField: 'recipients',
      clauses: ['C5.16'],
    },
    {
      view: cadreFilesView,
      title: { zh: '干部履职档案', en: 'Files of cadres' },
      allow: personnel,
      unitField: 'unit',
      clauses: ['C1.3.h', 'C1.3.j'],
    },
    {
      view: stageDoorsView(evaluationStage),
      title: { zh: '环节收尾答复', en: 'Answers to closing a stage' },
      allow: readers,
    },
    { view: stageDirectoryView('evaluation'), title: { zh: '环节名录', en: 'Stage directory' }, allow: readers },
    { view: issueDirectoryView, title: { zh: '问题名录', en: 'Issue directory' }, allow: readers },
    { view: unitDirectoryView('evaluation'), title: { zh: '单位名录', en: 'Unit directory' }, allow: readers },
    { view: personDirectoryView('evaluation'), title: { zh: '人员名录', en: 'Person directory' }, allow: readers },
    { view: powerDirectoryView('evaluation'), title: { zh: '职权名录', en: 'Power directory' }, allow: readers },
    { view: policyDirectoryView('evaluation'), title: { zh: '政策参数', en: 'Policy parameters' }, allow: readers },
  ],
  policies: [stageClosePolicy('evaluation', ['C5.17', 'C6.1'])],
  actingPolicies: (facilities) => [ballotBoxPolicy(facilities)],
  facts: {
    ...unitFacts(UNIT_DIRECTORY),
    ...personFacts,
    ...powerFacts,
    ...policyFacts(UNIT_DIRECTORY),
    ...officeFacts,
    ...stageFacts,
    ...evaluationFacts,
  },
  queries: [],
  omissions: evaluationReports,
  operations: ballotOperations,
  catalogues: [unitEvents, personEvents, bodyEvents, policyEvents, issueEvents, noticeNumberEvents, stageEvents],
  rejections: [
    ...evaluationRejections,
    ...ballotCodeRejections,
    ...commentRejections,
    ...resultsRejections,
    ...cadreRecordRejections,
    ...evaluationStageRejections,
    CALENDAR_YEAR_UNKNOWN,
    PERSON_UNKNOWN,
  ],
};
