import type { FactProvider } from '../context/context-feature.js';
import { ledgerFact } from '../context/ledger-fact.js';

/**
 * A norm of a bureau: key = `<bureau>/<code>`; value = {@link NormStanding}, `null` where the bureau has none of that code, or it was
 * withdrawn.
 */
export const NORM_FACT = 'rules.norm';

/** What is known of a norm, as the first `seen` events of its ledger tell it. */
export interface NormStanding {
  readonly seen: number;
  readonly status: string;
  readonly treatment: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Facts about norms, answered from a view of this context whose documents have the fields of `DirectoryNorm`: the norm
 * directory, or in `rules` its own register.
 */
export function normFacts(view: string): Readonly<Record<string, FactProvider>> {
  const norm = ledgerFact('rules', view, async ({ ledger, rest: [code], seen }, reads) => {
    const found = await reads.get(view, ledger, code);
    if (found === undefined || found.doc['status'] === 'WITHDRAWN') return null;
    const { status = null, treatment = null, from = null, to = null } = found.doc;
    return { seen, status, treatment, from, to };
  });
  return { [NORM_FACT]: norm };
}
