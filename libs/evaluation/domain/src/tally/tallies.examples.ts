import type { GradeCounts } from '@taizhang/contracts';
import type { TallyFacts } from './tally.js';

const counted = (
  [roster, issued, returned, spoiled, blank]: readonly [number, number, number, number, number],
  [good, fairlyGood, average, poor]: readonly [number, number, number, number],
): TallyFacts & { readonly grades: GradeCounts } => ({
  roster,
  issued,
  attended: issued,
  returned,
  spoiled,
  blank,
  grades: { good, fairlyGood, average, poor },
});

/** Tallies of scenario A, with their negative commenters; T4 came back with one ballot too many. */
export const TALLIES = {
  T1: { facts: counted([120, 120, 118, 3, 6], [60, 32, 12, 5]), commenters: 4 },
  T2: { facts: counted([2060, 2060, 2010, 11, 40], [901, 698, 250, 110]), commenters: 214 },
  T3: { facts: counted([60, 60, 58, 0, 4], [25, 16, 10, 3]), commenters: 2 },
  T4: {
    facts: { roster: 50, issued: 50, attended: 50, returned: 51, spoiled: 0, blank: 0, grades: null },
    commenters: 0,
  },
  T5: { facts: counted([50, 50, 50, 0, 0], [28, 12, 7, 3]), commenters: 3 },
  T6: { facts: counted([50, 50, 50, 0, 1], [21, 18, 6, 4]), commenters: 9 },
} as const satisfies Readonly<Record<string, { readonly facts: TallyFacts; readonly commenters: number }>>;

export type TallyName = keyof typeof TALLIES;
