import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { answerSupervisionSlip } from './answer-supervision-slip.command.js';
import { assignIssue } from './assign-issue.command.js';
import { attachEvidence } from './attach-evidence.command.js';
import { carryOverIssue } from './carry-over-issue.command.js';
import { classifyIssue } from './classify-issue.command.js';
import { closeIssue } from './close-issue.command.js';
import { completeMeasure } from './complete-measure.command.js';
import { continueIssue } from './continue-issue.command.js';
import { declineIssue } from './decline-issue.command.js';
import { designateLongTerm } from './designate-long-term.command.js';
import { flagDifficulty } from './flag-difficulty.command.js';
import { giveReply } from './give-reply.command.js';
import { grantDeadlineExtension } from './grant-deadline-extension.command.js';
import { issueSupervisionSlip } from './issue-supervision-slip.command.js';
import { issueWarningCard } from './issue-warning-card.command.js';
import { evolveIssue } from './issue.evolve.js';
import { concernedUnits, initialIssue, unitsOfIssue } from './issue.state.js';
import { linkIssueToNorm } from './link-issue-to-norm.command.js';
import { mergeIssue } from './merge-issue.command.js';
import { raiseIssueOfComment } from './raise-issue-of-comment.command.js';
import { raiseIssueOfFinding } from './raise-issue-of-finding.command.js';
import { raiseIssue } from './raise-issue.command.js';
import { receiveSupervisionSlip } from './receive-supervision-slip.command.js';
import { referIssue } from './refer-issue.command.js';
import { refuseDeadlineExtension } from './refuse-deadline-extension.command.js';
import { reopenIssue } from './reopen-issue.command.js';
import { reportProgress } from './report-progress.command.js';
import { requestClose } from './request-close.command.js';
import { requestDeadlineExtension } from './request-deadline-extension.command.js';
import { resumeIssue } from './resume-issue.command.js';
import { returnClose } from './return-close.command.js';
import { setMeasure } from './set-measure.command.js';
import { suspendIssue } from './suspend-issue.command.js';
import { takeOverDuties } from './take-over-duties.command.js';
import { transferDuty } from './transfer-duty.command.js';
import { triageIssue } from './triage-issue.command.js';
import { withdrawAssignment } from './withdraw-assignment.command.js';
import { withdrawCarryOver } from './withdraw-carry-over.command.js';
import { withdrawClassification } from './withdraw-classification.command.js';
import { withdrawCompletion } from './withdraw-completion.command.js';
import { withdrawDifficulty } from './withdraw-difficulty.command.js';
import { withdrawEvidence } from './withdraw-evidence.command.js';
import { withdrawExtensionGrant } from './withdraw-extension-grant.command.js';
import { withdrawExtensionRefusal } from './withdraw-extension-refusal.command.js';
import { withdrawExtensionRequest } from './withdraw-extension-request.command.js';
import { withdrawIssueOfComment } from './withdraw-issue-of-comment.command.js';
import { withdrawIssue } from './withdraw-issue.command.js';
import { withdrawLongTerm } from './withdraw-long-term.command.js';
import { withdrawMeasure } from './withdraw-measure.command.js';
import { withdrawNonAdoption } from './withdraw-non-adoption.command.js';
import { withdrawNormLink } from './withdraw-norm-link.command.js';
import { withdrawProgress } from './withdraw-progress.command.js';
import { withdrawReferral } from './withdraw-referral.command.js';
import { withdrawReopening } from './withdraw-reopening.command.js';
import { withdrawReply } from './withdraw-reply.command.js';
import { withdrawSlipAnswer } from './withdraw-slip-answer.command.js';
import { withdrawSupervisionSlip } from './withdraw-supervision-slip.command.js';
import { withdrawTriage } from './withdraw-triage.command.js';
import { withdrawWarningCard } from './withdraw-warning-card.command.js';

/** An issue (问题), rectified item by item and closed individually [C1.1.m]. */
export const issue = aggregate({
  context: 'issues',
  name: 'issue',
  events: issueEvents,
  initial: initialIssue,
  evolve: evolveIssue,
  commands: [
    raiseIssue,
    raiseIssueOfFinding,
    raiseIssueOfComment,
    triageIssue,
    classifyIssue,
    assignIssue,
    flagDifficulty,
    transferDuty,
    takeOverDuties,
    setMeasure,
    attachEvidence,
    completeMeasure,
    giveReply,
    requestClose,
    returnClose,
    closeIssue,
    withdrawIssue,
    withdrawIssueOfComment,
    withdrawTriage,
    withdrawClassification,
    withdrawAssignment,
    withdrawDifficulty,
    withdrawMeasure,
    withdrawEvidence,
    withdrawCompletion,
    withdrawReply,
    carryOverIssue,
    continueIssue,
    mergeIssue,
    referIssue,
    declineIssue,
    suspendIssue,
    resumeIssue,
    designateLongTerm,
    reportProgress,
    reopenIssue,
    linkIssueToNorm,
    requestDeadlineExtension,
    grantDeadlineExtension,
    refuseDeadlineExtension,
    issueSupervisionSlip,
    receiveSupervisionSlip,
    answerSupervisionSlip,
    issueWarningCard,
    withdrawCarryOver,
    withdrawReferral,
    withdrawNonAdoption,
    withdrawLongTerm,
    withdrawProgress,
    withdrawReopening,
    withdrawNormLink,
    withdrawExtensionRequest,
    withdrawExtensionGrant,
    withdrawExtensionRefusal,
    withdrawSupervisionSlip,
    withdrawSlipAnswer,
    withdrawWarningCard,
  ],
  judgedAt: unitsOfIssue,
  timelineAt: concernedUnits,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
