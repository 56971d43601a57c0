/**
 * Something does not have the form that ledger-format.md prescribes. `code` is stable and, where the format names one, the
 * `E_…` code of its §12; `pointer` is a JSON pointer (RFC 6901) to the offending place, `''` for the whole.
 * Messages never quote values: they may be personal.
 */
export class FormatError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly pointer: string;

  constructor(code: Code, detail: string, pointer = '', options?: ErrorOptions) {
    super(pointer === '' ? `${code}: ${detail}` : `${code} at ${pointer}: ${detail}`, options);
    this.name = new.target.name;
    this.code = code;
    this.pointer = pointer;
  }
}
