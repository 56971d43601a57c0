import { firstAbove } from './commit-order.js';
import type { CheckedNote, VerifyContext, VisibleLeaf } from './verify-context.js';

/**
 * Recording times (ledger-format §12): never before the leaf before, not long before the quorum that had not seen the leaf yet, and
 * not after the quorum that had.
 */
export function checkTimes(
  { findings, lag, skew }: VerifyContext,
  leaves: readonly VisibleLeaf[],
  notes: readonly CheckedNote[],
): void {
  const { sizes, times } = quorumTimes(notes);
  let previous = Number.NEGATIVE_INFINITY;
  for (const { entry, leaf } of leaves) {
    const { idx } = entry;
    const at = Date.parse(leaf.time) / 1000;
    if (at < previous) findings.add('E_TIME_REGRESSION', { idx, time: leaf.time });
    previous = at;
    const after = firstAbove(sizes, idx);
    const notSeenAt = times[after - 1];
    const seenAt = times[after];
    if (notSeenAt !== undefined && at < notSeenAt - lag)
      findings.add('E_TIME_BACKDATED', { idx, time: leaf.time, quorum: notSeenAt });
    if (seenAt !== undefined && at > seenAt + skew)
      findings.add('E_TIME_FUTURE', { idx, time: leaf.time, quorum: seenAt });
  }
}

/** Quorum times by ascending size; of several notes of one size the earliest counts: the tree was seen then. */
function quorumTimes(notes: readonly CheckedNote[]) {
  const bySize = new Map<number, number>();
  for (const { checkpoint, quorumTime } of notes) {
    const other = bySize.get(checkpoint.size) ?? Number.POSITIVE_INFINITY;
    if (quorumTime !== undefined) bySize.set(checkpoint.size, Math.min(other, quorumTime));
  }
  const ascending = [...bySize].sort(([a], [b]) => a - b);
  return { sizes: ascending.map(([size]) => size), times: ascending.map(([, time]) => time) };
}
