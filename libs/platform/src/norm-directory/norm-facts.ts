import { isLedgerId, ledgerId, type FactAnswer, type JsonValue } from '@taizhang/kernel';
import type { ContextReads, FactProvider } from '../context/context-feature.js';

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

/** What the view has seen is asked first: it may tell of more, never of less. */
async function normOf(key: string, view: string, reads: ContextReads): Promise<FactAnswer> {
  const [bureau = '', code = ''] = key.split('/', 2);
  if (!isLedgerId(`rules/${bureau}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('rules', bureau);
  const seen = await reads.seen(view, ledger);
  const consulted = [{ ledger, size: seen }];
  const found = await reads.get(view, ledger, code);
  if (found === undefined || found.doc['status'] === 'WITHDRAWN') return { value: null, consulted };
  const { status = null, treatment = null, from = null, to = null } = found.doc;
  const value: JsonValue = { seen, status, treatment, from, to };
  return { value, consulted };
}

/**
 * Facts about norms, answered from a view of this context whose documents have the fields of `DirectoryNorm`: the norm
 * directory, or in `rules` its own register.
 */
export function normFacts(view: string): Readonly<Record<string, FactProvider>> {
  return { [NORM_FACT]: ({ key }, reads) => normOf(key, view, reads) };
}
