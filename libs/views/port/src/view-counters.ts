import type { JsonObject, LedgerId } from '@taizhang/kernel';
import { mapSealed } from './sealed-values.js';
import type { FoldedDocument } from './view-fold.js';
import type { ViewDefinition } from './view.js';
import type { Counts, CounterWrite } from './view-storage.js';

/** Counters as they are once the folded documents count instead of what was counted of them before. */
export function countersAfter(
  definition: ViewDefinition,
  ledger: LedgerId,
  before: CounterWrite | undefined,
  idx: number,
  documents: readonly FoldedDocument[],
): CounterWrite {
  const counts = Object.entries(definition.counters ?? {}).map(([counter, dimensionsOf]) => {
    const sums = new Map(Object.entries(before?.counts[counter] ?? {}));
    const add = (doc: JsonObject | null, amount: number): void => {
      if (doc === null) return;
      for (const dimension of new Set(dimensionsOf(mapSealed(doc, () => null)))) {
        sums.set(dimension, (sums.get(dimension) ?? 0) + amount);
      }
    };
    for (const { counted, doc } of documents) {
      add(counted, -1);
      add(doc, 1);
    }
    return [counter, sums] as const;
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
