import type { LedgerId } from '@taizhang/kernel';
import type { LedgerOwner } from '../inbox.js';

/** The end of a ledger as its owner tells it. */
export interface OwnerHead {
  readonly ledger: LedgerId;
  readonly size: number;
}

/** Tells all heads of a context's ledgers. */
export type HeadsOf = (context: string) => Promise<readonly OwnerHead[]>;

/** Heads as they are when a context is first asked for: a round in which many consumers compare themselves asks its owner once. */
export function roundHeads(owner: Pick<LedgerOwner, 'changedHeads'>): HeadsOf {
  const known = new Map<string, Promise<readonly OwnerHead[]>>();
  return (context) => {
    const heads = known.get(context) ?? allOf(owner.changedHeads(context));
    known.set(context, heads);
    return heads;
  };
}

async function allOf(heads: AsyncIterable<OwnerHead>): Promise<readonly OwnerHead[]> {
  const found: OwnerHead[] = [];
  for await (const head of heads) found.push(head);
  return found;
}
