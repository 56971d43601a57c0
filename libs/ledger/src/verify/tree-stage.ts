import { decodeBase64, encodeBase64 } from '../base64.js';
import { appendLeafHash, frontierRoot, type Frontier } from '../frontier.js';
import { sameHash } from '../merkle.js';
import type { CheckedNote, ReadEntries, VerifyContext } from './verify-context.js';

/** Roots that the entries of a range recompute, by size; undefined where the tree could not be folded to its end. */
export type FoldedRoots = ReadonlyMap<number, Uint8Array> | undefined;

/**
 * Stage 3, tree of a range (ledger-format §12): the frontier folds to the checkpoint of size `from`, frontier and leaf hashes
 * to the last one. Gives the roots on the way at the sizes asked for, and only when the last one is right: else the entries
 * are wrong, not the signer.
 */
export function foldRange(
  { findings, manifest }: VerifyContext,
  { entries, whole }: ReadEntries,
  notes: readonly CheckedNote[],
  sizes: ReadonlySet<number>,
): FoldedRoots {
  const { from, to } = manifest;
  const start: Frontier = { size: from, nodes: manifest.frontier.map(decodeBase64) };
  if (findings.has('E_MANIFEST_RANGE') || !startsRight(start, notes, { findings }) || !whole) return undefined;
  const roots = new Map<number, Uint8Array>();
  let frontier = start;
  const keep = () => {
    if (sizes.has(frontier.size) || frontier.size === to) roots.set(frontier.size, frontierRoot(frontier));
  };
  if (from > 0) keep();
  for (const { hash } of entries) {
    frontier = appendLeafHash(frontier, hash);
    keep();
  }
  const head = notes.find(({ source }) => source === 'head')?.checkpoint;
  const root = roots.get(to);
  if (head === undefined || root === undefined) return undefined;
  if (sameHash(root, head.root)) return roots;
  findings.add('E_ROOT_MISMATCH', {
    size: to,
    root: encodeBase64(head.root),
    computed: encodeBase64(root),
    lastGood: lastGood(roots, notes),
  });
  return undefined;
}

function startsRight(
  start: Frontier,
  notes: readonly CheckedNote[],
  { findings }: Pick<VerifyContext, 'findings'>,
): boolean {
  if (start.size === 0) return true;
  const root = frontierRoot(start);
  const anchors = notes.filter(({ source, checkpoint }) => source !== 'known' && checkpoint.size === start.size);
  const right = anchors.some(({ checkpoint }) => sameHash(checkpoint.root, root));
  if (anchors.length > 0 && !right) findings.add('E_FRONTIER', { size: start.size });
  return right;
}

/** The largest checkpoint that the entries still agree with; 0 for none. */
function lastGood(roots: ReadonlyMap<number, Uint8Array>, notes: readonly CheckedNote[]): number {
  const good = notes.filter(({ checkpoint: { size, root } }) => {
    const computed = roots.get(size);
    return computed !== undefined && sameHash(computed, root);
  });
  return Math.max(0, ...good.map(({ checkpoint }) => checkpoint.size));
}
