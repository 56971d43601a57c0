import { emptyRoot, nodeHash } from './merkle.js';

/**
 * The compact range of a tree (ledger-format §10): all that appending and the root need, O(log n). `nodes` are the roots of
 * the maximal perfect subtrees from left to right, one per 1-bit of `size`.
 */
export interface Frontier {
  readonly size: number;
  readonly nodes: readonly Uint8Array[];
}

/** The frontier of the tree without leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] };

/** How many nodes the frontier of a tree of `size` leaves has. */
export function frontierArity(size: number): number {
  let ones = 0;
  for (let n = size; n > 0; n = Math.floor(n / 2)) ones += n % 2;
  return ones;
}

/** The frontier with one more leaf. Amortised one hash; the given frontier stays as it is. */
export function appendLeafHash({ size, nodes }: Frontier, leafHash: Uint8Array): Frontier {
  const kept = [...nodes];
  let last = leafHash;
  for (let n = size; n % 2 === 1; n = (n - 1) / 2) {
    const left = kept.pop();
    if (left === undefined) throw new RangeError('frontier has too few nodes for its size');
    last = nodeHash(left, last);
  }
  return { size: size + 1, nodes: [...kept, last] };
}

/** The root of the tree: the nodes folded from the right. */
export function frontierRoot({ nodes }: Frontier): Uint8Array {
  return nodes.length === 0 ? emptyRoot() : nodes.reduceRight((root, node) => nodeHash(node, root));
}
