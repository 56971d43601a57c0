const LINE_END = 0x0a;

/** A line without its line end; undefined for a last one that has none. */
export interface Line {
  readonly line: Uint8Array | undefined;
  /** From 1. */
  readonly number: number;
}

/** The lines of a file whose every line ends with a line end. */
export function* linesOf(bytes: Uint8Array): Generator<Line> {
  let number = 0;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_END, at);
    yield { line: end < 0 ? undefined : bytes.subarray(at, end), number: ++number };
    at = end < 0 ? bytes.length : end + 1;
  }
}
