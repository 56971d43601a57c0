import { basisDocumentsMissing } from './basis-documents-missing.report.js';
import { localNormsNotMade } from './local-norms-not-made.report.js';
import { lookBacksNotMade } from './look-backs-not-made.report.js';
import { unitsSilent } from './units-silent.report.js';

/** Who has not done what by when, of the duties that campaigns ask for. */
export const campaignsReports = [basisDocumentsMissing, localNormsNotMade, lookBacksNotMade, unitsSilent];
