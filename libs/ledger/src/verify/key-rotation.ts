import type { KeyAddedData, KeyRetiredData } from '../ledger-events.js';
import { formatVkey } from '../vkey.js';
import type { CheckedNote, VerifyContext, VisibleLeaf } from './verify-context.js';

/** A log key that the ledger itself retired. */
interface Retirement {
  readonly idx: number;
  readonly data: KeyRetiredData;
  /** Log keys added in the same commit. */
  readonly successors: ReadonlySet<string>;
  /** Tree size right after the commit. */
  readonly sizeAfter: number;
}

/**
 * Rotation of keys (ledger-format §7): no tree above `lastSize` without a key that is not retired; the tree of that size carries
 * the signatures of both keys, as far as the policy lists them. The policy is the only source of trust: keys that leaves
 * name are never adopted here.
 */
export function checkKeyRotation(
  context: VerifyContext,
  leaves: readonly VisibleLeaf[],
  notes: readonly CheckedNote[],
): void {
  const { findings, manifest, exportKey } = context;
  const retirements = logKeyRetirements(leaves);
  const lastSizes = new Map(retirements.map(({ data }) => [data.vkey, data.lastSize]));
  for (const { file, checkpoint, signedBy } of notes) {
    const outlived = signedBy.filter((key) => (lastSizes.get(formatVkey(key)) ?? Infinity) < checkpoint.size);
    if (signedBy.length > 0 && outlived.length === signedBy.length)
      findings.add('E_KEY_RETIRED', { file, size: checkpoint.size });
  }
  const bySize = new Map<number, CheckedNote[]>(notes.map(({ checkpoint }) => [checkpoint.size, []]));
  for (const note of notes) bySize.get(note.checkpoint.size)?.push(note);
  for (const retirement of retirements)
    checkRetirement(context, retirement, bySize.get(retirement.data.lastSize) ?? []);
  const exportVkey = formatVkey(exportKey);
  for (const { entry, leaf } of leaves) {
    const data = retiredKey(leaf, 'export');
    if (data?.vkey === exportVkey && manifest.to > data.lastSize)
      findings.add('E_KEY_RETIRED', { idx: entry.idx, use: 'export', size: manifest.to });
  }
}

function logKeyRetirements(leaves: readonly VisibleLeaf[]): readonly Retirement[] {
  const added = new Map<number, Set<string>>();
  for (const { leaf } of leaves) {
    if (leaf.type !== 'ledger.KeyAdded') continue;
    const { use, vkey } = leaf.data as KeyAddedData; // as: stage 4 has judged the data of ledger events, and this only compares
    if (use === 'log') added.set(leaf.commit.seq, (added.get(leaf.commit.seq) ?? new Set()).add(vkey));
  }
  return leaves.flatMap(({ entry: { idx }, leaf }) => {
    const data = retiredKey(leaf, 'log');
    if (data === undefined) return [];
    const sizeAfter = idx - leaf.commit.pos + leaf.commit.cnt;
    return [{ idx, data, successors: added.get(leaf.commit.seq) ?? new Set(), sizeAfter }];
  });
}

function retiredKey(leaf: VisibleLeaf['leaf'], use: KeyRetiredData['use']): KeyRetiredData | undefined {
  if (leaf.type !== 'ledger.KeyRetired') return undefined;
  const data = leaf.data as KeyRetiredData; // as: stage 4 has judged the data of ledger events, and this only compares
  return data.use === use ? data : undefined;
}

/**
 * A compromised key has no orderly handover: nothing is asked of its last checkpoint.
 * @param last notes of the last size that the key may sign
 */
function checkRetirement(
  { findings, policy }: VerifyContext,
  { idx, data, successors, sizeAfter }: Retirement,
  last: readonly CheckedNote[],
): void {
  if (data.reason !== 'rotation') return;
  if (successors.size === 0 || data.lastSize !== sizeAfter) findings.add('E_KEY_ROTATION', { idx });
  const needed = policy.logs.map(formatVkey).filter((vkey) => vkey === data.vkey || successors.has(vkey));
  for (const { file, checkpoint, signedBy } of last) {
    const signers = new Set(signedBy.map(formatVkey));
    if (needed.some((vkey) => !signers.has(vkey))) findings.add('E_KEY_ROTATION', { file, size: checkpoint.size });
  }
}
