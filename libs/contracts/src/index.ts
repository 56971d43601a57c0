export {
  ACCOUNT_ACTS,
  accessEvents,
  MAX_READING_REASON_LENGTH,
  MAX_LEDGERS_EXPORTED,
  MAX_RECORDS_READ,
  type AccountAct,
} from './access/access.events.js';
export {
  accountIdOf,
  bureauOfPerson,
  isHigherLevel,
  OUTSIDE_ID_KINDS,
  UNIT_ENDINGS,
  UNIT_LEVELS,
  unitKeyOf,
  type OutsideIdKind,
  type UnitEnding,
  type UnitLevel,
} from './organization/organization.catalogue.js';
export { PERSON_IN_OFFICE_FACT, PERSON_UNKNOWN, personsOf, unknownPersons } from './organization/known-persons.js';
export {
  ADMINISTRATOR_ROLES,
  BODY_KINDS,
  BODY_POSTS,
  BODY_ROLES,
  DELEGABLE_CONTEXTS,
  GRANTABLE_ROLES,
  powerOfGrant,
  powerOfMember,
  powerOfPrincipal,
  rolesOfPost,
  SINGLE_BODIES,
  type BodyKind,
  type BodyPost,
  type BodyRole,
} from './organization/appointment.catalogue.js';
export { bodyEvents } from './organization/appointment.events.js';
export { ERASURE_GROUNDS, type ErasureGround } from './organization/erasure.catalogue.js';
export { erasureReportEvents } from './erasure-report.events.js';
export { erasureEvents } from './organization/erasure.events.js';
export {
  POLICY_PARAMETERS,
  POLICY_POINTS,
  partialPolicyShape,
  RECOMMENDED_POLICY,
  TALLY_DENOMINATORS,
  type PolicyParameter,
  type PolicyValues,
  type TallyDenominator,
} from './organization/policy.catalogue.js';
export { assessing, type Assessing } from './organization/assessing.js';
export { readPolicySetting, type PolicySetting, type SettingFault } from './organization/policy-setting.js';
export {
  pickPolicies,
  policiesOf,
  POLICY_NOT_IN_FORCE,
  underPolicies,
  type InForce,
} from './organization/policies-in-force.js';
export { policyEvents } from './organization/policy.events.js';
export {
  MAX_OUTSIDE_ID_LENGTH,
  MAX_SUCCESSORS,
  outsideClaimEvents,
  personEvents,
  unitEvents,
} from './organization/unit.events.js';
export {
  CARD_COLOURS,
  CAUSE_NATURES,
  ISSUE_CLASSES,
  ISSUE_SOURCES,
  ISSUE_STATUSES,
  RECTIFICATION_KINDS,
  REFERRAL_ORGANS,
  REOPENING_GROUNDS,
  REPLY_ATTITUDES,
  REPLY_CHANNELS,
  SELF_CHECK_SUBJECTS,
  SOURCES_WITH_RECORD,
  WINDS,
  type IssueClass,
  type IssueSource,
  type IssueStatus,
} from './issues/issue.catalogue.js';
export { issueEvents } from './issues/issue.events.js';
export { selfCheckEvents } from './issues/self-check.events.js';
export { issueStageEvents } from './issues/stage-close.events.js';
export {
  INTAKE_KINDS,
  INTAKE_ORGANS,
  INTAKE_OUTCOMES,
  INTAKE_STATUSES,
  type IntakeStatus,
} from './issues/intake.catalogue.js';
export { intakeEvents, MAX_REPORTER_LENGTH } from './issues/intake.events.js';
export {
  CHANNEL_STATUSES,
  CHANNEL_TYPES,
  REQUIRED_CHANNEL_TYPES,
  type ChannelStatus,
  type ChannelType,
} from './issues/channel.catalogue.js';
export { channelEvents, channelUseEvents } from './issues/channel.events.js';
export {
  JOINT_MODES,
  JOINT_SIDES,
  JOINT_STATUSES,
  type JointMode,
  type JointSide,
  type JointStatus,
} from './issues/joint-item.catalogue.js';
export { jointItemEvents } from './issues/joint-item.events.js';
export {
  FINAL_GROUNDS,
  NOT_ACCEPTED_GROUNDS,
  PETITION_FORMS,
  PETITION_KINDS,
  PETITION_NOTICES,
  PETITION_OUTCOMES,
  PETITION_RATINGS,
  PETITION_STAGES,
  PETITION_STATUSES,
  REVIEW_OUTCOMES,
  TRANSFER_MODES,
  type FinalGround,
  type PetitionKind,
  type PetitionNotice,
  type PetitionStage,
  type PetitionStatus,
} from './issues/petition.catalogue.js';
export { petitionEvents } from './issues/petition.events.js';
export { MAX_PETITIONER_LENGTH } from './issues/petition.specs.js';
export {
  BALLOT_MARKS,
  BLOCK_GROUNDS,
  EVALUATION_OBJECTS,
  GOOD_CADRE_STANDARDS,
  LIFT_GROUNDS,
  NOT_ADOPTED_GROUNDS,
  OPINION_FINDINGS,
  PERFORMANCE_RATINGS,
  SENTIMENTS,
  TRIAGE_OUTCOMES,
  VERDICTS,
  VOID_REASONS,
  type BallotMark,
  type EvaluationObject,
  type LiftGround,
  type OpinionFinding,
  type Sentiment,
  type TriageOutcome,
  type Verdict,
  type VoidReason,
} from './evaluation/evaluation.catalogue.js';
export { policiesInForce, type PoliciesInForce } from './evaluation/evaluation.policies.js';
export { attendance, MAX_ATTENDANCE, MAX_OBJECT_NAME_LENGTH } from './evaluation/briefing.specs.js';
export {
  ballotCount,
  MAX_BALLOT_CODES,
  MAX_BALLOTS_PER_EVENT,
  type BallotCount,
  type GradeCounts,
} from './evaluation/ballot.specs.js';
export { ballotCodeEvents, MAX_CODES_PER_EVENT } from './evaluation/ballot-code.events.js';
export { slipNumberEvents } from './issues/slip-number.events.js';
export { noticeNumberEvents } from './evaluation/notice-number.events.js';
export { evaluationEvents } from './evaluation/evaluation.events.js';
export { commentEvents } from './evaluation/comment.events.js';
export { resultsEvents } from './evaluation/results.events.js';
export { cadreRecordEvents } from './evaluation/cadre-record.events.js';
export {
  CLAUSE_KINDS,
  CLAUSE_PARTS,
  CLAUSES,
  clauseOf,
  type Clause,
  type ClauseKind,
  type ClausePart,
} from './clauses/clause.catalogue.js';
export { clausesNamed } from './clauses/clause-references.js';
export type { CodeRow, CodeTable } from './code-table.js';
export { CODE_TABLES } from './code-tables.js';
export {
  EXPECTED_NORMS,
  NORM_AREAS,
  NORM_STATUSES,
  NORM_TREATMENTS,
  UPSTREAM_LEVELS,
  UPSTREAM_SUBJECTS,
  type NormArea,
  type NormStatus,
  type NormTreatment,
  type UpstreamSubject,
} from './rules/norm.catalogue.js';
export { NORM_AREA_TABLE, UPSTREAM_SUBJECT_TABLE } from './rules/norm.codes.js';
export {
  documentNumber,
  MAX_NORM_TITLE_LENGTH,
  normArea,
  normEvents,
  normMaterial,
  type DocumentNumber,
} from './rules/norm.events.js';
export {
  CHECK_MODES,
  CHECK_STATUSES,
  SAMPLING_METHODS,
  type CheckMode,
  type CheckStatus,
} from './rules/check.catalogue.js';
export { checkEvents, MAX_SAMPLE_POPULATION, MAX_SAMPLE_SEED } from './rules/check.events.js';
export { drawnSample } from './rules/sampling.js';
export {
  BASIS_LEVELS,
  CLOSE_WITHDRAWAL_GROUNDS,
  CLOSING_CONTEXTS,
  type BasisLevel,
  type ClosingContext,
} from './campaigns/campaign.catalogue.js';
export {
  outsideStage,
  stageDoorFact,
  stageNeeds,
  stageOf,
  whileDoorOpen,
  withinStageRejections,
  STAGE_CLOSED,
  STAGE_FACT,
  STAGE_UNKNOWN,
  type KnownStage,
  type StageDoor,
} from './campaigns/within-stage.js';
export { ENDED_UNITS_FACT, outstandingMeetings, type MeetingsOfStage } from './campaigns/outstanding-meetings.js';
export { campaignEvents } from './campaigns/campaign.events.js';
export { stageEvents } from './campaigns/stage.events.js';
export { lookBackEvents } from './campaigns/look-back.events.js';
export { inactivityEvents } from './campaigns/inactivity.events.js';
export { evaluationStageEvents } from './evaluation/stage-close.events.js';
