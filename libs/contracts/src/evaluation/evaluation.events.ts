import { events } from '@taizhang/kernel';
import { ballotSpecs } from './ballot.specs.js';
import { briefingSpecs } from './briefing.specs.js';
import { criticismSpecs } from './criticism.specs.js';
import { summaryMeetingSpecs } from './summary-meeting.specs.js';

/**
 * Events of one unit's evaluation in one stage (单位民主评议): briefing, ballots, assessment, criticism, and the summary meeting
 * with its block, all in one stream, so that the gate of C5.17 is decided on what is recorded and never on a stale copy.
 */
export const evaluationEvents = events('evaluation', {
  ...briefingSpecs,
  ...ballotSpecs,
  ...criticismSpecs,
  ...summaryMeetingSpecs,
});
