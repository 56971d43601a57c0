import { FormatError } from '../format-error.js';

/** Codes of ledger-format §12, stages 0 and 3, that concern one file of a bundle alone. */
export type BundleErrorCode = 'E_BUNDLE_LAYOUT' | 'E_MANIFEST_FORMAT' | 'E_ENTRY_FORMAT';

/** A bundle, or one of its files, does not have the form of ledger-format §11. */
export class BundleError extends FormatError<BundleErrorCode> {}
