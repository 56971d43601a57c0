import type { LedgerId } from '@taizhang/kernel';

/** A leaf that was recorded once, from wherever it still is. */
export interface SourcedLeaf {
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly leaf: Uint8Array;
  /** Its sealed values, as sealed, as far as they are there. */
  readonly disclosures: readonly string[];
}

/**
 * Where lost leaves are looked for. Those of a ledger come in the order of their indices, with repeats as it may be; asked again, it
 * gives them again.
 */
export type LeafSource = () => AsyncIterable<SourcedLeaf>;
