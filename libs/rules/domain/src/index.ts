export { check } from './check/check.aggregate.js';
export { checkRejections } from './check/check.rejections.js';
export type { Check, CheckState, Finding } from './check/check.state.js';
export { ISSUE_FACT } from './check/raise-check-finding.command.js';
export { norm } from './norm/norm.aggregate.js';
export { normRejections } from './norm/norm.rejections.js';
export {
  appliesOn,
  DOCUMENT_NUMBER_FACT,
  documentKey,
  NORM_FACT,
  type KnownNorm,
  type NumberHolders,
} from './norm/norm.rules.js';
export type { Norm, NormState } from './norm/norm.state.js';
