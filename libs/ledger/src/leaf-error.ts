import { FormatError } from './format-error.js';

/** Codes of ledger-format §12, stage 4, that concern one leaf alone. */
export type LeafErrorCode = 'E_LEAF_TOO_LARGE' | 'E_LEAF_NOT_CANONICAL' | 'E_LEAF_SCHEMA';

/** Why a value or its bytes are refused; finer than the code, and as stable. */
export type LeafErrorReason =
  | 'NOT_INTEGER'
  | 'UNSAFE_INTEGER'
  | 'NEGATIVE_ZERO'
  | 'NOT_FINITE'
  | 'LONE_SURROGATE'
  | 'TOO_DEEP'
  | 'NOT_JSON'
  | 'NOT_UTF8'
  | 'NOT_CANONICAL'
  | 'TOO_LARGE'
  | 'SCHEMA';

/** A value or bytes outside the I-JSON profile of leaves (ledger-format §2). */
export class LeafProfileError extends FormatError<LeafErrorCode> {
  readonly reason: LeafErrorReason;

  constructor(code: LeafErrorCode, reason: LeafErrorReason, detail: string, pointer = '', options?: ErrorOptions) {
    super(code, detail, pointer, options);
    this.reason = reason;
  }
}
