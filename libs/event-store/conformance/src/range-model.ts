/** A range over dense positions, as both kinds of reads have it. */
export interface PositionRange {
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
  readonly direction?: 'forward' | 'backward';
}

/** What a read of `items` (item n stands at position n) must give: the definition in the port, without any cleverness. */
export function rangeOf<T>(items: readonly T[], range: PositionRange): T[] {
  const { from, to, limit = Number.POSITIVE_INFINITY, direction = 'forward' } = range;
  const numbered = items.map((item, position) => ({ item, position }));
  const forward = direction === 'forward';
  const ordered = forward ? numbered : numbered.reverse();
  const taken = ordered.filter(({ position }) =>
    forward
      ? position >= (from ?? 0) && position <= (to ?? items.length)
      : position <= (from ?? items.length) && position >= (to ?? 0),
  );
  return taken.slice(0, Math.min(limit, taken.length)).map(({ item }) => item);
}
