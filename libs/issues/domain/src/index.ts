export { attachEvidence } from './issue/attach-evidence.command.js';
export { issue } from './issue/issue.aggregate.js';
export { issueRejections } from './issue/issue.rejections.js';
export {
  concernedUnits,
  dutyHoldersOf,
  type Extension,
  type Issue,
  type IssueState,
  type Measure,
  type Origin,
  type Slip,
} from './issue/issue.state.js';
export { intake } from './intake/intake.aggregate.js';
export { intakeRejections, RECEIPT_UNKNOWN } from './intake/intake.rejections.js';
export { originOfIntake } from './intake/intake.rules.js';
export { initialIntake, evolveIntake, type Intake, type IntakeState } from './intake/intake.state.js';
export { channel } from './channel/channel.aggregate.js';
export { channelRejections } from './channel/channel.rejections.js';
export { CHANNEL_FACT } from './channel/channel.rules.js';
export type { Channel, ChannelState } from './channel/channel.state.js';
export { OPEN_JOINT_ITEMS_FACT, type OpenJointItems } from './issue/open-joint-items.rules.js';
export { jointItem } from './joint-item/joint-item.aggregate.js';
export { jointItemRejections } from './joint-item/joint-item.rejections.js';
export { ISSUE_STATUS_FACT } from './joint-item/joint-item.rules.js';
export { unitsOfJointItem, type Consents, type JointItem, type JointItemState } from './joint-item/joint-item.state.js';
export { petition } from './petition/petition.aggregate.js';
export { petitionRejections } from './petition/petition.rejections.js';
export { MATTER_FACT, type KnownPetition } from './petition/petition.rules.js';
export type { Petition, PetitionState } from './petition/petition.state.js';
export { concernedByPetition } from './petition/petition.units.js';
export { selfCheck } from './self-check/self-check.aggregate.js';
export { selfCheckRejections } from './self-check/self-check.rejections.js';
export type { SelfCheckState } from './self-check/self-check.state.js';
export { ISSUE_KNOWN_FACT } from './self-check/submit-self-check.command.js';
export { LOOK_BACK_FACT } from './issue/reopen-issue.command.js';
export { MAIN_ISSUE_FACT, type MainIssue } from './issue/merge-issue.command.js';
export { NORM_FACT } from './issue/link-issue-to-norm.command.js';
export { STAGE_ISSUES_FACT, type StageIssues } from './stage/answer-stage-close.command.js';
export { issueStage } from './stage/stage.aggregate.js';
export { issueStageRejections } from './stage/stage.rejections.js';
export { NOT_CLOSED } from './issue/issue.rules.js';
export type { IssueStageState } from './stage/stage.state.js';
