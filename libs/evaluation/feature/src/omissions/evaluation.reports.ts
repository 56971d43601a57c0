import { cadreFilesNotKept } from './cadre-files-not-kept.report.js';
import { commentsNotTriaged } from './comments-not-triaged.report.js';
import { feedbackNotGiven } from './feedback-not-given.report.js';
import { objectsWithoutBallot } from './objects-without-ballot.report.js';
import { objectsWithoutTally } from './objects-without-tally.report.js';
import { summariesNotMade } from './summaries-not-made.report.js';
import { unitsWithoutBriefing } from './units-without-briefing.report.js';

/** Who has not done what by when, of the duties that evaluation asks for. */
export const evaluationReports = [
  unitsWithoutBriefing,
  objectsWithoutBallot,
  objectsWithoutTally,
  summariesNotMade,
  feedbackNotGiven,
  commentsNotTriaged,
  cadreFilesNotKept,
];
