import { aggregate, OFFICE_ROLES, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { assignIssue } from './assign-issue.command.js';
import { attachEvidence } from './attach-evidence.command.js';
import { classifyIssue } from './classify-issue.command.js';
import { closeIssue } from './close-issue.command.js';
import { completeMeasure } from './complete-measure.command.js';
import { flagDifficulty } from './flag-difficulty.command.js';
import { giveReply } from './give-reply.command.js';
import { concernedUnits, evolveIssue, initialIssue, unitsOfIssue } from './issue.state.js';
import { raiseIssue } from './raise-issue.command.js';
import { requestClose } from './request-close.command.js';
import { returnClose } from './return-close.command.js';
import { setMeasure } from './set-measure.command.js';
import { takeOverDuties } from './take-over-duties.command.js';
import { transferDuty } from './transfer-duty.command.js';
import { triageIssue } from './triage-issue.command.js';
import { withdrawAssignment } from './withdraw-assignment.command.js';
import { withdrawClassification } from './withdraw-classification.command.js';
import { withdrawCompletion } from './withdraw-completion.command.js';
import { withdrawDifficulty } from './withdraw-difficulty.command.js';
import { withdrawEvidence } from './withdraw-evidence.command.js';
import { withdrawIssue } from './withdraw-issue.command.js';
import { withdrawMeasure } from './withdraw-measure.command.js';
import { withdrawReply } from './withdraw-reply.command.js';
import { withdrawTriage } from './withdraw-triage.command.js';

/** An issue (问题), rectified item by item and closed individually [C1.1.m]. */
export const issue = aggregate({
  context: 'issues',
  name: 'issue',
  events: issueEvents,
  initial: initialIssue,
  evolve: evolveIssue,
  commands: [
    raiseIssue,
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
    withdrawTriage,
    withdrawClassification,
    withdrawAssignment,
    withdrawDifficulty,
    withdrawMeasure,
    withdrawEvidence,
    withdrawCompletion,
    withdrawReply,
  ],
  judgedAt: unitsOfIssue,
  timelineAt: concernedUnits,
  timeline: role(...OFFICE_ROLES).at('unit-or-superior'),
});
