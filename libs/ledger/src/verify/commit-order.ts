import type { CheckedNote, VerifyContext, VisibleLeaf } from './verify-context.js';

/**
 * Commits and streams are dense (ledger-format §12, dense checks): whatever leaves are hidden between two visible ones, their number
 * is known from the indices, and so is what the second one may say.
 */
export function checkCommits(
  { findings, manifest }: VerifyContext,
  leaves: readonly VisibleLeaf[],
  notes: readonly CheckedNote[],
): void {
  const sizes = [...new Set([...notes.map(({ checkpoint }) => checkpoint.size), manifest.from, manifest.to])];
  sizes.sort((a, b) => a - b);
  const commits = new Map<string, number>();
  leaves.forEach((visible, i) => {
    const { entry, leaf } = visible;
    const { id, seq } = leaf.commit;
    const before = leaves[i - 1];
    const fits = before === undefined ? isPossible(visible) : follows(before, visible);
    const otherSeq = commits.get(id);
    if (!fits || leaf.commit.pos >= leaf.commit.cnt || (otherSeq !== undefined && otherSeq !== seq))
      findings.add('E_COMMIT_SHAPE', { idx: entry.idx, seq });
    commits.set(id, seq);
    const split = splitAt(visible, sizes);
    if (split !== undefined) findings.add('E_COMMIT_SPLIT', { idx: entry.idx, size: split });
  });
  checkStreams({ findings }, leaves);
}

/** Every earlier commit has a leaf at least, and only the first one has none before it. */
function isPossible({ entry: { idx }, leaf: { commit } }: VisibleLeaf): boolean {
  const start = idx - commit.pos;
  return start >= commit.seq && (start === 0) === (commit.seq === 0);
}

function follows({ entry: { idx: at }, leaf: p }: VisibleLeaf, { entry: { idx }, leaf: q }: VisibleLeaf): boolean {
  const hidden = idx - at - 1;
  const commits = q.commit.seq - p.commit.seq;
  if (commits === 0) {
    const same = q.commit.id === p.commit.id && q.commit.cnt === p.commit.cnt && q.time === p.time;
    return same && q.commit.pos - p.commit.pos === hidden + 1;
  }
  const restOfBoth = p.commit.cnt - 1 - p.commit.pos + q.commit.pos;
  if (commits === 1) return hidden === restOfBoth;
  return commits > 1 && hidden >= restOfBoth + (commits - 1);
}

/** A checkpoint size inside the commit of a leaf. @param sizes ascending */
function splitAt({ entry: { idx }, leaf: { commit } }: VisibleLeaf, sizes: readonly number[]): number | undefined {
  const start = idx - commit.pos;
  const next = sizes[firstAbove(sizes, start)];
  return next !== undefined && next < start + commit.cnt ? next : undefined;
}

/** Index of the first value above `limit` in an ascending list; the length where there is none. */
export function firstAbove(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checkStreams({ findings }: Pick<VerifyContext, 'findings'>, leaves: readonly VisibleLeaf[]): void {
  const last = new Map<string, { readonly rev: number; readonly hiddenBefore: number }>();
  leaves.forEach(({ entry, leaf }, visibleBefore) => {
    const hiddenBefore = entry.idx - visibleBefore;
    const before = last.get(leaf.stream) ?? { rev: -1, hiddenBefore: 0 };
    const most = before.rev + 1 + (hiddenBefore - before.hiddenBefore);
    if (leaf.rev <= before.rev || leaf.rev > most)
      findings.add('E_STREAM_REV', { idx: entry.idx, rev: leaf.rev, after: before.rev });
    last.set(leaf.stream, { rev: leaf.rev, hiddenBefore });
  });
}
