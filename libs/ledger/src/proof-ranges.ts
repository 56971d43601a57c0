import { splitPoint } from './merkle.js';

/** A subtree by the leaves below it: `D[begin:end]`. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * The subtrees whose roots are the inclusion path of a leaf, from its sibling upwards (RFC 6962 §2.1.1; ledger-format §6).
 * @throws {RangeError} unless 0 <= index < size
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!Number.isSafeInteger(size) || !Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError('index outside the tree');
  const path: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
    }
  }
  return path.reverse();
}

/**
 * The subtrees whose roots prove the tree of `to` leaves an extension of its first `from` leaves (RFC 6962 §2.1.2;
 * ledger-format §6).
 * @throws {RangeError} unless 1 <= from <= to
 */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  if (!Number.isSafeInteger(to) || !Number.isInteger(from) || from < 1 || from > to)
    throw new RangeError('older size outside the tree');
  const path: LeafRange[] = [];
  let [begin, end] = [0, to];
  while (from !== end) {
    const middle = begin + splitPoint(end - begin);
    if (from <= middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
    }
  }
  // A verifier knows the older root itself; it needs this node only where that is a part of the older tree.
  if (begin > 0) path.push({ begin, end });
  return path.reverse();
}

/** The maximal perfect subtrees of a range that starts where one may, from left to right: what its root is folded from. */
export function perfectRanges({ begin, end }: LeafRange): LeafRange[] {
  const perfect: LeafRange[] = [];
  for (let at = begin; at < end;) {
    const length = largestPower(end - at);
    perfect.push({ begin: at, end: at + length });
    at += length;
  }
  return perfect;
}

/** The largest power of two that is not above `length`. */
function largestPower(length: number): number {
  const split = splitPoint(length);
  return split * 2 === length ? length : split;
}
