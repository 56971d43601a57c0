export { cadreRecord } from './cadre-record/cadre-record.aggregate.js';
export { cadreRecordRejections } from './cadre-record/cadre-record.rejections.js';
export type { CadreRecord, CadreRecordState } from './cadre-record/cadre-record.state.js';
export { ballotCode } from './ballot-code/ballot-code.aggregate.js';
export {
  BALLOT_CODE_UNKNOWN,
  BALLOT_CODE_USED,
  BALLOT_ROUND_CLOSED,
  ballotCodeRejections,
} from './ballot-code/ballot-code.rejections.js';
export { BALLOT_CODE_FACT, type KnownBallotCode } from './ballot-code/use-ballot-code.command.js';
export { collectBallotComment, MAX_BALLOT_COMMENT_LENGTH } from './comment/collect-ballot-comment.command.js';
export { EVALUATION_FACT, type KnownEvaluation } from './comment/collect-feedback.command.js';
export { comment } from './comment/comment.aggregate.js';
export { commentRejections } from './comment/comment.rejections.js';
export type { Comment, CommentState } from './comment/comment.state.js';
export { ISSUE_ORIGIN_FACT, ISSUE_SOURCE_FACT, type IssueOrigin } from './comment/triage-feedback.command.js';
export { evaluation } from './evaluation/evaluation.aggregate.js';
export { issueBallotCodes } from './evaluation/issue-ballot-codes.command.js';
export { CODES_USED_FACT, openBallots } from './evaluation/open-ballots.command.js';
export { evaluationRejections } from './evaluation/evaluation.rejections.js';
export { COMMITTEE_MEMBERS_FACT, LEADING_CADRES_FACT, type Term } from './evaluation/evaluation.rules.js';
export {
  blockedObjects,
  certifiedRound,
  type Criticism,
  type Evaluation,
  type EvaluationState,
  type Round,
} from './evaluation/evaluation.state.js';
export { OPEN_BLOCKS_FACT } from './evaluation/summary-meeting.rules.js';
export { SUPERVISED_UNITS_FACT, type SupervisedUnit } from './results/deliver-feedback.command.js';
export { results } from './results/results.aggregate.js';
export { resultsRejections } from './results/results.rejections.js';
export type { Results, ResultsState } from './results/results.state.js';
export { TRIAGE_SUMS_FACT, type TriageSums } from './results/summarise-results.command.js';
export { STAGE_MEETINGS_FACT, type StageMeetings } from './stage/answer-stage-close.command.js';
export { evaluationStage } from './stage/stage.aggregate.js';
export { evaluationStageRejections } from './stage/stage.rejections.js';
export type { EvaluationStageState } from './stage/stage.state.js';
