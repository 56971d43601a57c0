import { withdrawalRejections } from '@taizhang/kernel';
import { POLICY_NOT_IN_FORCE } from '@taizhang/contracts';
import { ballotRejections } from './ballot.rejections.js';
import { briefingRejections } from './briefing.rejections.js';
import { criticismRejections } from './criticism.rejections.js';
import { summaryMeetingRejections } from './summary-meeting.rejections.js';

/** All codes that commands of an evaluation answer. */
export const evaluationRejections = [
  ...briefingRejections,
  ...ballotRejections,
  ...criticismRejections,
  ...summaryMeetingRejections,
  POLICY_NOT_IN_FORCE,
  ...withdrawalRejections,
];
