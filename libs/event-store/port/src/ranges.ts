import { InvalidRangeError } from './errors.js';
import type { RevisionRange } from './event-store.js';

/** Positions to read, all bounds set; `first` is where the read begins, in its direction. */
export interface Positions {
  readonly lowest: number;
  readonly highest: number;
  readonly limit: number;
  readonly forward: boolean;
}

/**
 * Checks a range and fills in what it leaves open.
 * @throws {InvalidRangeError}
 */
export function positionsOf({ from, to, limit, direction = 'forward' }: RevisionRange): Positions {
  for (const [name, bound] of Object.entries({ from, to, limit })) {
    if (bound !== undefined && !(Number.isSafeInteger(bound) && bound >= 0)) {
      throw new InvalidRangeError(`${name} is no non-negative integer: ${String(bound)}`);
    }
  }
  const forward = direction === 'forward';
  return {
    lowest: (forward ? from : to) ?? 0,
    highest: (forward ? to : from) ?? Number.MAX_SAFE_INTEGER,
    limit: limit ?? Number.POSITIVE_INFINITY,
    forward,
  };
}
