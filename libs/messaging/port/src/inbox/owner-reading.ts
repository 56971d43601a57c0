import type { LedgerId } from '@taizhang/kernel';
import type { LedgerOwner } from '../inbox.js';
import type { PlacedLeaf } from '../recorded-leaf.js';
import { OWNER_CHUNK_BYTES } from './inbox-settings.js';

/** The owner's API could not be read, or what it gave is not dense: asked again later. */
export class OwnerReadError extends Error {
  override readonly name = 'OwnerReadError';
  readonly code = 'OWNER_UNAVAILABLE';
}

/** Part of a ledger, indices inclusive, in chunks of at most `chunk` leaves and {@link OWNER_CHUNK_BYTES}. */
export interface OwnerRange {
  readonly from: number;
  readonly upTo: number;
  readonly chunk: number;
}

/**
 * Leaves of a ledger from its owner, in dense chunks.
 * @throws {@link OwnerReadError}
 */
export async function* readOwner(
  owner: LedgerOwner,
  ledger: LedgerId,
  { from, upTo, chunk }: OwnerRange,
): AsyncGenerator<readonly PlacedLeaf[]> {
  const leaves = owner.leaves(ledger, from)[Symbol.asyncIterator]();
  let next = from;
  try {
    while (next <= upTo) {
      const read = await readChunk(leaves, next, Math.min(chunk, upTo - next + 1));
      if (read.length === 0) return;
      next += read.length;
      yield read;
    }
  } finally {
    // An owner that is away must not turn the end of reading into an error.
    await leaves.return?.().catch(() => undefined);
  }
}

async function readChunk(
  leaves: AsyncIterator<PlacedLeaf>,
  from: number,
  size: number,
): Promise<readonly PlacedLeaf[]> {
  const read: PlacedLeaf[] = [];
  let bytes = 0;
  try {
    while (read.length < size && bytes < OWNER_CHUNK_BYTES) {
      const { done, value } = await leaves.next();
      if (done === true) break;
      if (value.idx !== from + read.length) throw new RangeError('the leaves of the owner are not dense');
      read.push(value);
      bytes += value.leaf.byteLength;
    }
  } catch (cause) {
    throw new OwnerReadError('the owner of the ledger could not be read', { cause });
  }
  return read;
}
