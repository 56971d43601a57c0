import type { Voter } from './polling-station.js';
import { freshVoterKey } from './polling-station.js';

/** Marks in the numbers in which they are to be cast. */
export type MarkCounts = Readonly<Record<'GOOD' | 'FAIRLY_GOOD' | 'AVERAGE' | 'POOR' | 'BLANK', number>>;

/** A voter for each code: marks in these numbers, and, for some, a comment that is nobody else's. */
export function votersOf(
  codes: readonly string[],
  counts: MarkCounts,
  commenters: number,
  word: string,
): readonly Voter[] {
  const marks = Object.entries(counts).flatMap(([mark, count]) => Array.from({ length: count }, () => mark));
  return codes.slice(0, marks.length).map((code, i) => ({
    code,
    key: freshVoterKey(),
    mark: marks[i] ?? 'BLANK',
    comment: i < commenters ? { sentiment: 'NEGATIVE', content: `${word} ${String(i)} 号意见` } : null,
  }));
}

/** Does something with each, so many at once. */
export async function allAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  act: (item: T, i: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = new Array<R>(items.length);
  const next = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of next) results[i] = await act(item, i);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/** The same items in an order drawn by the machine. */
export function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
