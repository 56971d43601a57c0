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
  const { sizes, earliest, latest } = quorumTimes(notes);
  let previous = Number.NEGATIVE_INFINITY;
  for (const { entry, leaf } of leaves) {
    const { idx } = entry;
    const at = Date.parse(leaf.time) / 1000;
    if (at < previous) findings.add('E_TIME_REGRESSION', { idx, time: leaf.time });
    previous = at;
    const after = firstAbove(sizes, idx);
    const notSeenAt = latest[after - 1];
    const seenAt = earliest[after];
    if (notSeenAt !== undefined && at < notSeenAt - lag)
      findings.add('E_TIME_BACKDATED', { idx, time: leaf.time, quorum: notSeenAt });
    if (seenAt !== undefined && at > seenAt + skew)
      findings.add('E_TIME_FUTURE', { idx, time: leaf.time, quorum: seenAt });
  }
}

/** Quorum times by ascending size: when a tree of that size was seen first, and when it still was all that there was. */
function quorumTimes(notes: readonly CheckedNote[]) {
  const bySize = new Map<number, { readonly first: number; readonly last: number }>();
  for (const { checkpoint, quorumTime: time } of notes) {
    if (time === undefined) continue;
    const { first, last } = bySize.get(checkpoint.size) ?? { first: time, last: time };
    bySize.set(checkpoint.size, { first: Math.min(first, time), last: Math.max(last, time) });
  }
  const ascending = [...bySize].sort(([a], [b]) => a - b);
  return {
    sizes: ascending.map(([size]) => size),
    earliest: ascending.map(([, { first }]) => first),
    latest: ascending.map(([, { last }]) => last),
  };
}
