import type { PolicyValues, Verdict } from '@taizhang/contracts';

/** A line that shares are held against, as a fraction of integers. */
export type Line = PolicyValues['criticism.threshold'];
/** How they are held against it. */
export type Comparison = PolicyValues['tally.compare'];

/** Hundredths of a percent in the whole: shares are shown with two decimals. */
const WHOLE = 10_000;

/** Compares `a / b` with `c / d` by products of integers of any size, never by quotients. */
export function compareFractions(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const [one, other] = [BigInt(a) * BigInt(d), BigInt(c) * BigInt(b)];
  return one < other ? -1 : one === other ? 0 : 1;
}

/** Hundredths of a percent, rounded half up. */
function roundedHundredths(part: number, whole: number): number {
  return Number((2n * BigInt(part) * BigInt(WHOLE) + BigInt(whole)) / (2n * BigInt(whole)));
}

/** Where `part / whole` stands to a line (policy 3): exactly, or as two decimals would say. `whole` is not 0. */
export function verdictOf(part: number, whole: number, { n, d }: Line, comparison: Comparison): Verdict {
  const exact = comparison === 'EXACT_STRICT';
  const side = exact
    ? compareFractions(part, whole, n, d)
    : compareFractions(roundedHundredths(part, whole), WHOLE, n, d);
  return side < 0 ? 'BELOW' : side === 0 ? 'AT' : 'ABOVE';
}

/**
 * A share as it is shown, in hundredths of a percent: rounded half up, except that what counts as below the line and would show
 * as the line is cut off (79.996 % is 79.99 %; policy 3). `whole` is not 0.
 */
export function hundredthsShown(part: number, whole: number, line: Line, comparison: Comparison): number {
  const rounded = roundedHundredths(part, whole);
  const hidden = compareFractions(rounded, WHOLE, line.n, line.d) >= 0;
  const below = verdictOf(part, whole, line, comparison) === 'BELOW';
  return below && hidden ? Number((BigInt(part) * BigInt(WHOLE)) / BigInt(whole)) : rounded;
}
