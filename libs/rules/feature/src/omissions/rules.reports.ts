import { areasWithoutNorm } from './areas-without-norm.report.js';
import { checksNotPerformed } from './checks-not-performed.report.js';
import { findingsNotRectified } from './findings-not-rectified.report.js';
import { keyNormsNotSponsored } from './key-norms-not-sponsored.report.js';
import { normsNotChecked } from './norms-not-checked.report.js';
import { normsNotReceived } from './norms-not-received.report.js';
import { normsNotRefined } from './norms-not-refined.report.js';

/** Who has not done what by when, of the duties that norms and checks ask for. */
export const rulesReports = [
  normsNotReceived,
  normsNotRefined,
  areasWithoutNorm,
  keyNormsNotSponsored,
  normsNotChecked,
  checksNotPerformed,
  findingsNotRectified,
];
