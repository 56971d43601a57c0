import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { clearBallotBox } from './clear-ballot-box.command.js';
import { closeBallotRound } from './close-ballot-round.command.js';
import { conveneBriefing } from './convene-briefing.command.js';
import { countBallots } from './count-ballots.command.js';
import { evaluationAssessments } from './evaluation.assessments.js';
import { evolveEvaluation } from './evaluation.evolve.js';
import { initialEvaluation, unitOfEvaluation } from './evaluation.state.js';
import { findRequirementsMet } from './find-requirements-met.command.js';
import { freezeRoster } from './freeze-roster.command.js';
import { holdSummaryMeeting } from './hold-summary-meeting.command.js';
import { issueBallotCodes } from './issue-ballot-codes.command.js';
import { issueCriticismNotice } from './issue-criticism-notice.command.js';
import { liftSummaryMeetingBlock } from './lift-summary-meeting-block.command.js';
import { openBallots } from './open-ballots.command.js';
import { openBallotRound } from './open-ballot-round.command.js';
import { proposeCriticism } from './propose-criticism.command.js';
import { recordCommitteeVote } from './record-committee-vote.command.js';
import { recordComprehensiveAssessment } from './record-comprehensive-assessment.command.js';
import { scheduleSummaryMeeting } from './schedule-summary-meeting.command.js';
import { signTally } from './sign-tally.command.js';
import { voidBallotRound } from './void-ballot-round.command.js';
import { withdrawAssessment } from './withdraw-assessment.command.js';
import { withdrawBallotRoundClose } from './withdraw-ballot-round-close.command.js';
import { withdrawBallotRound } from './withdraw-ballot-round.command.js';
import { withdrawBlockLift } from './withdraw-block-lift.command.js';
import { withdrawBriefing } from './withdraw-briefing.command.js';
import { withdrawCommitteeVote } from './withdraw-committee-vote.command.js';
import { withdrawCriticismNotice } from './withdraw-criticism-notice.command.js';
import { withdrawProposal } from './withdraw-proposal.command.js';
import { withdrawRequirementFinding } from './withdraw-requirement-finding.command.js';
import { withdrawRosterFreeze } from './withdraw-roster-freeze.command.js';
import { withdrawSummaryMeetingSchedule } from './withdraw-summary-meeting-schedule.command.js';
import { withdrawSummaryMeeting } from './withdraw-summary-meeting.command.js';
import { withdrawTally } from './withdraw-tally.command.js';

/** The evaluation (民主评议) of one unit in one stage, from its briefing to its summary meeting. */
export const evaluation = aggregate({
  context: 'evaluation',
  name: 'evaluation',
  events: evaluationEvents,
  initial: initialEvaluation,
  evolve: evolveEvaluation,
  commands: [
    conveneBriefing,
    freezeRoster,
    openBallotRound,
    issueBallotCodes,
    closeBallotRound,
    openBallots,
    clearBallotBox,
    countBallots,
    signTally,
    voidBallotRound,
    recordComprehensiveAssessment,
    proposeCriticism,
    recordCommitteeVote,
    issueCriticismNotice,
    findRequirementsMet,
    liftSummaryMeetingBlock,
    scheduleSummaryMeeting,
    holdSummaryMeeting,
    withdrawBriefing,
    withdrawRosterFreeze,
    withdrawBallotRound,
    withdrawBallotRoundClose,
    withdrawTally,
    withdrawAssessment,
    withdrawProposal,
    withdrawCommitteeVote,
    withdrawCriticismNotice,
    withdrawRequirementFinding,
    withdrawBlockLift,
    withdrawSummaryMeetingSchedule,
    withdrawSummaryMeeting,
  ],
  assessments: evaluationAssessments,
  judgedAt: unitOfEvaluation,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
