import type { LedgerId } from '@taizhang/kernel';
import { classifiedCounter, CLEARANCES, type Classified } from './classification.js';
import { mapSealed } from './sealed-values.js';
import type { FoldedDocument } from './view-fold.js';
import type { ViewDefinition } from './view.js';
import type { Counts, CounterWrite } from './view-storage.js';

/**
 * Counters as they are once the folded documents count instead of what was counted of them before; one for each
 * classification, so that a reader's sum leaves out what is above his clearance.
 */
export function countersAfter(
  definition: ViewDefinition,
  ledger: LedgerId,
  before: CounterWrite | undefined,
  idx: number,
  documents: readonly FoldedDocument[],
): CounterWrite {
  const counts = Object.entries(definition.counters ?? {}).flatMap(([counter, dimensionsOf]) => {
    const sums = CLEARANCES.map(
      (clr) => new Map(Object.entries(before?.counts[classifiedCounter(counter, clr)] ?? {})),
    );
    const add = (classified: Classified | null, amount: number): void => {
      const of = classified === null ? undefined : sums[classified.clr];
      if (classified === null || of === undefined) return;
      for (const dimension of new Set(dimensionsOf(mapSealed(classified.doc, () => null))))
        of.set(dimension, (of.get(dimension) ?? 0) + amount);
    };
    for (const { counted, now } of documents) {
      add(counted, -1);
      add(now, 1);
    }
    return CLEARANCES.map((clr) => [classifiedCounter(counter, clr), sums[clr] ?? new Map<string, number>()] as const);
  });
  return { ledger, idx, counts: asCounts(counts) };
}

/** Sorted and without zeros, so that equal counts are equal bytes. */
function asCounts(counters: readonly (readonly [string, ReadonlyMap<string, number>])[]): Counts {
  return Object.fromEntries(
    counters.map(([counter, sums]) => [
      counter,
      Object.fromEntries([...sums].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
}
