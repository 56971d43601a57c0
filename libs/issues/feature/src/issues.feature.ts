import { CALENDAR_YEAR_UNKNOWN } from '@taizhang/calendar';
import { OFFICE_ROLES, role } from '@taizhang/kernel';
import {
  bodyEvents,
  channelUseEvents,
  checkEvents,
  commentEvents,
  lookBackEvents,
  normEvents,
  PERSON_UNKNOWN,
  personEvents,
  policyEvents,
  POLICY_NOT_IN_FORCE,
  slipNumberEvents,
  stageEvents,
  unitEvents,
} from '@taizhang/contracts';
import {
  attachEvidence,
  channel,
  channelRejections,
  intake,
  intakeRejections,
  issue,
  issueRejections,
  jointItem,
  jointItemRejections,
  petition,
  petitionRejections,
  issueStage,
  issueStageRejections,
  selfCheck,
  selfCheckRejections,
} from '@taizhang/issues-domain';
import {
  NORM_DIRECTORY,
  normDirectoryView,
  normFacts,
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
import { channelFacts } from './channel/channel-facts.js';
import { channelReportQuery } from './channel/channel-report.query.js';
import { channelUsesView } from './channel/channel-uses.view.js';
import { channelsView } from './channel/channels.view.js';
import { commentsBecomeIssuesPolicy } from './comments-become-issues.policy.js';
import { difficultDutiesPolicy } from './difficult-duties.policy.js';
import { evidenceReferencesView } from './evidence-references.view.js';
import { findingsBecomeIssuesPolicy } from './findings-become-issues.policy.js';
import { handedOverDutiesPolicy } from './handed-over-duties.policy.js';
import { rectificationLedgerExport } from './ledger-exchange/rectification-ledger-export.job.js';
import { rectificationLedgerImport } from './ledger-exchange/rectification-ledger-import.job.js';
import { intakeOperations } from './intake/intake.operations.js';
import { intakeRegisterView } from './intake/intake-register.view.js';
import { lightPolicyQuery } from './light-policy.query.js';
import { jointItemFacts } from './joint-item/joint-item-facts.js';
import { jointItemsView } from './joint-item/joint-items.view.js';
import { unclaimedJointItems } from './joint-item/unclaimed-joint-items.deadline.js';
import { channelsNotOpen } from './omissions/channels-not-open.report.js';
import { issuesNotContinued } from './omissions/issues-not-continued.report.js';
import { issuesWithoutOwner } from './omissions/issues-without-owner.report.js';
import { measuresNotSet } from './omissions/measures-not-set.report.js';
import { selfChecksNotSubmitted } from './omissions/self-checks-not-submitted.report.js';
import { systemicCausesWithoutNorm } from './omissions/systemic-causes-without-norm.report.js';
import { unansweredOrigins } from './omissions/unanswered-origins.report.js';
import { overdueMassAppealsQuery } from './overdue-mass-appeals.query.js';
import { petitionFacts } from './petition/petition-facts.js';
import { petitionOperations } from './petition/petition.operations.js';
import { petitionsDueQuery } from './petition/petitions-due.query.js';
import { accusationsView, petitionsView } from './petition/petitions.view.js';
import { issuesFacts } from './issues.facts.js';
import { lookBackFacts, lookBackSamplesView } from './look-back-samples.view.js';
import { nextStagePolicy } from './next-stage.policy.js';
import { rectificationLedgerView } from './rectification-ledger.view.js';
import { selfCheckCoverageQuery } from './self-check-coverage.query.js';
import { selfChecksView } from './self-checks.view.js';
import { succeededDutiesPolicy } from './succeeded-duties.policy.js';

/** Who may read the rectification ledger of a bureau: its people, and those above it. */
const readers = role(...OFFICE_ROLES).at('unit-or-superior');

/** Issues (问题整改): what is raised, rectified item by item and closed out. */
export const issuesFeature: ContextFeature = {
  context: 'issues',
  title: { zh: '问题整改', en: 'Issues' },
  aggregates: [issue, intake, channel, jointItem, petition, selfCheck, issueStage],
  views: [
    {
      view: rectificationLedgerView,
      title: { zh: '整改台账', en: 'Rectification ledger' },
      allow: readers,
      unitField: 'units',
      clauses: ['C1.0.a', 'C1.0.b', 'C1.1.f', 'C1.1.m', 'C6.9'],
    },
    {
      view: evidenceReferencesView,
      title: { zh: '佐证材料引用', en: 'References to evidence' },
      allow: readers,
    },
    {
      view: intakeRegisterView,
      title: { zh: '匿名反映台账', en: 'Register of reports without account' },
      allow: role('discipline-office').at('unit'),
      clauses: ['C3.17'],
    },
    {
      view: channelsView,
      title: { zh: '监督渠道', en: 'Supervision channels' },
      allow: readers,
      clauses: ['C3.17'],
    },
    { view: channelUsesView, title: { zh: '渠道使用', en: 'Uses of channels' }, allow: readers },
    {
      view: jointItemsView,
      title: { zh: '联动事项清单', en: 'Joint items' },
      allow: readers,
      unitField: 'units',
      clauses: ['C6.11', 'C6.12', 'C6.13', 'C6.14'],
    },
    {
      view: petitionsView,
      title: { zh: '信访台账', en: 'Register of petitions' },
      allow: readers,
      unitField: 'units',
      clauses: ['C3.17'],
    },
    {
      view: accusationsView,
      title: { zh: '检举控告台账', en: 'Register of accusations' },
      allow: role('discipline-office').at('unit'),
      clauses: ['C3.17'],
    },
    {
      view: selfChecksView,
      title: { zh: '自查', en: 'Self-checks' },
      allow: readers,
      unitField: 'unit',
      clauses: ['C1.1.l'],
    },
    {
      view: stageDoorsView(issueStage),
      title: { zh: '环节收尾答复', en: 'Answers to closing a stage' },
      allow: readers,
    },
    { view: stageDirectoryView('issues'), title: { zh: '环节名录', en: 'Stage directory' }, allow: readers },
    { view: lookBackSamplesView, title: { zh: '回头看抽样', en: 'Samples of look-backs' }, allow: readers },
    { view: normDirectoryView('issues'), title: { zh: '制度名录', en: 'Norm directory' }, allow: readers },
    { view: policyDirectoryView('issues'), title: { zh: '政策参数', en: 'Policy parameters' }, allow: readers },
    { view: unitDirectoryView('issues'), title: { zh: '单位名录', en: 'Unit directory' }, allow: readers },
    { view: personDirectoryView('issues'), title: { zh: '人员名录', en: 'Person directory' }, allow: readers },
    { view: powerDirectoryView('issues'), title: { zh: '职权名录', en: 'Power directory' }, allow: readers },
  ],
  policies: [
    difficultDutiesPolicy,
    handedOverDutiesPolicy,
    succeededDutiesPolicy,
    stageClosePolicy('issues', ['C1.1.a', 'C6.1']),
    nextStagePolicy,
    findingsBecomeIssuesPolicy,
    commentsBecomeIssuesPolicy,
  ],
  deadlines: [
    {
      deadline: unclaimedJointItems,
      title: { zh: '待升级的联动事项', en: 'Joint items to be escalated' },
      allow: readers,
      unitField: 'subordinate',
    },
  ],
  facts: {
    ...unitFacts(UNIT_DIRECTORY),
    ...personFacts,
    ...powerFacts,
    ...policyFacts(UNIT_DIRECTORY),
    ...normFacts(NORM_DIRECTORY),
    ...channelFacts,
    ...jointItemFacts,
    ...petitionFacts,
    ...stageFacts,
    ...lookBackFacts,
    ...issuesFacts,
  },
  queries: [channelReportQuery, lightPolicyQuery, petitionsDueQuery, selfCheckCoverageQuery, overdueMassAppealsQuery],
  omissions: [
    issuesWithoutOwner,
    measuresNotSet,
    unansweredOrigins,
    channelsNotOpen,
    issuesNotContinued,
    selfChecksNotSubmitted,
    systemicCausesWithoutNorm,
  ],
  operations: [...intakeOperations, ...petitionOperations],
  jobs: [rectificationLedgerExport, rectificationLedgerImport],
  blobs: { upload: attachEvidence.allow, references: 'evidence-references' },
  catalogues: [
    unitEvents,
    personEvents,
    bodyEvents,
    policyEvents,
    channelUseEvents,
    slipNumberEvents,
    stageEvents,
    lookBackEvents,
    normEvents,
    checkEvents,
    commentEvents,
  ],
  rejections: [
    ...issueRejections,
    ...intakeRejections,
    ...channelRejections,
    ...jointItemRejections,
    ...petitionRejections,
    CALENDAR_YEAR_UNKNOWN,
    PERSON_UNKNOWN,
    POLICY_NOT_IN_FORCE,
    ...selfCheckRejections,
    ...issueStageRejections,
  ],
};
