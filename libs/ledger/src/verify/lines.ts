import type { Findings } from './findings.js';
import type { VerifyCode } from './verify-codes.js';

/** After so many lines that cannot be read, the rest of a file is not looked at. */
export const MAX_BAD_LINES = 1000;

const LINE_END = 0x0a;

/** A line that could be read. */
export interface ParsedLine<T> {
  readonly value: T;
  /** From 1. */
  readonly number: number;
}

/**
 * Reads the lines of a file, each of which ends with a line end. Lines that cannot be read become findings; what is wrong with
 * very many is not read to its end.
 * @param otherwise code of a line that cannot be read, where the parser's error has none
 */
export function* parsedLines<T extends object>(
  bytes: Uint8Array,
  parse: (line: Uint8Array) => T,
  { findings, otherwise }: { readonly findings: Findings; readonly otherwise: VerifyCode },
): Generator<ParsedLine<T>> {
  let [number, bad] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_END, at);
    number++;
    if (end < 0) {
      findings.add(otherwise, { line: number, reason: 'no-line-end' });
      return;
    }
    const line = bytes.subarray(at, end);
    const value = findings.attempt(() => parse(line), otherwise, { line: number });
    if (value !== undefined) yield { value, number };
    else if (++bad === MAX_BAD_LINES) {
      findings.add(otherwise, { line: number, reason: 'too-many' });
      return;
    }
    at = end + 1;
  }
}

/** How many lines a file has, whatever is in them; one without its end counts. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; lines++) {
    const end = bytes.indexOf(LINE_END, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}
