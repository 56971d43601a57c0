import { ACTS, type JsonObject, type LedgerId } from '@taizhang/kernel';
import { classifiedCounter, CLEARANCES, type Classified } from './classification.js';
import { mapSealed } from './sealed-values.js';
import type { FoldedDocument } from './view-fold.js';
import { MAX_PAGE_SIZE, type ViewDefinition, type ViewPage, type ViewQuery } from './view.js';
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
      for (const dimension of dimensionsIn(classified.doc, dimensionsOf))
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

/** A counter over the documents that a question finds, page by page; what changes meanwhile may or may not be counted. */
export async function countedPages(
  ask: (query: ViewQuery) => Promise<ViewPage>,
  question: Pick<ViewQuery, 'ledgers' | 'where'>,
  dimensionsOf: DimensionsOf,
): Promise<Readonly<Record<string, number>>> {
  const sums = new Map<string, number>();
  for (let cursor: string | undefined; ;) {
    const page = await ask({ ...question, limit: MAX_PAGE_SIZE, ...(cursor !== undefined && { cursor }) });
    for (const dimension of page.items.flatMap(({ doc }) => [...dimensionsIn(doc, dimensionsOf)]))
      sums.set(dimension, (sums.get(dimension) ?? 0) + 1);
    if (page.next === undefined) return asSums(sums);
    cursor = page.next;
  }
}

type DimensionsOf = (doc: JsonObject) => readonly string[];

/** Where a document counts: sealed values and remembered acts play no part. */
function dimensionsIn(doc: JsonObject, dimensionsOf: DimensionsOf): ReadonlySet<string> {
  const shown = Object.hasOwn(doc, ACTS) ? { ...doc, [ACTS]: null } : doc;
  return new Set(dimensionsOf(mapSealed(shown, () => null)));
}

function asCounts(counters: readonly (readonly [string, ReadonlyMap<string, number>])[]): Counts {
  return Object.fromEntries(counters.map(([counter, sums]) => [counter, asSums(sums)]));
}

/** Sorted and without zeros, so that equal counts are equal bytes. */
function asSums(sums: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
