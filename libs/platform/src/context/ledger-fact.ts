import { isLedgerId, ledgerId, type JsonValue, type LedgerId, type LocalDate } from '@taizhang/kernel';
import type { ContextReads, FactProvider } from './context-feature.js';

/** What a fact about one thing of a bureau asks. */
export interface LedgerAsked {
  readonly ledger: LedgerId;
  readonly bureau: string;
  /** Parts of the key behind the bureau; the first is the thing's id, '' where the bureau alone was named. */
  readonly rest: readonly [id: string, ...more: string[]];
  /** How many events of the ledger the view had seen before it was read: it may tell of more, never of less. */
  readonly seen: number;
  /** Day asked for, '' where none was. */
  readonly on: LocalDate;
}

/**
 * A fact about one thing of a bureau, answered from one view: key = `<bureau>/<id>…`, or the bureau alone. What the view has seen is
 * asked first, and is what was consulted. Of a bureau that cannot be, nothing is known.
 * @param owner context whose ledger the fact is about
 * @param unknown the answer there
 */
export function ledgerFact(
  owner: string,
  view: string,
  answer: (asked: LedgerAsked, reads: ContextReads) => Promise<JsonValue>,
  unknown: JsonValue = null,
): FactProvider {
  return async ({ key, on = '' }, reads) => {
    const [bureau = '', id = '', ...more] = key.split('/');
    if (!isLedgerId(`${owner}/${bureau}`)) return { value: unknown, consulted: [] };
    const ledger = ledgerId(owner, bureau);
    const seen = await reads.seen(view, ledger);
    const value = await answer({ ledger, bureau, rest: [id, ...more], seen, on }, reads);
    return { value, consulted: [{ ledger, size: seen }] };
  };
}
