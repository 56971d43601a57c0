import type { FactQuery, JsonValue, LocalDate } from '@taizhang/kernel';
import { heldReads, type HeldDocuments, type HeldReads } from './held-reads.js';

/** What a report of omissions is told of the day it is made for, over documents in memory. */
export interface HeldAsked {
  readonly on: LocalDate;
  readonly reads: HeldReads;
  fact(query: FactQuery): Promise<JsonValue>;
  dayOf(date: string): LocalDate;
  once<T>(key: string, load: () => Promise<T>): Promise<T>;
}

/**
 * What telling duties may use, for tests of reports.
 * @param facts by `<fact>/<key>`; any other is not known
 */
export function heldAsked(
  on: LocalDate,
  documents: HeldDocuments,
  facts: Readonly<Record<string, JsonValue>> = {},
): HeldAsked {
  const reads = heldReads(documents);
  return {
    on,
    reads,
    fact: ({ fact, key }) => Promise.resolve(facts[`${fact}/${key}`] ?? null),
    dayOf: (date) => reads.dayOf(date),
    once: (_key, load) => load(),
  };
}
