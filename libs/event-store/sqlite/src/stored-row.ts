import type { StoredCommit } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { COMMITS_PER_LEDGER } from './schema.js';

/** Columns of a commit, as {@link storedCommit} takes them. */
export const COMMIT_COLUMNS = 'c.place, c.id, c.digest, c.idx, c.cnt, c.time, c.stored_at, c.leaves';

/** A row of {@link COMMIT_COLUMNS}, as an array: better-sqlite3 reads those fastest. */
export type CommitRow = readonly [
  place: number,
  id: string,
  digest: string,
  idx: number,
  cnt: number,
  time: string,
  storedAt: string,
  leaves: Buffer,
];

/** Key of a commit's row. */
export function placeOf(ledgerNo: number, seq: number): number {
  return ledgerNo * COMMITS_PER_LEDGER + seq;
}

/** Seq of the commit whose row has this key. */
export function seqOf(place: number): number {
  return place % COMMITS_PER_LEDGER;
}

export function storedCommit(
  ledger: LedgerId,
  [place, id, digest, idx, cnt, time, storedAt, leaves]: CommitRow,
): StoredCommit {
  return { ledger, seq: seqOf(place), id, digest, idx, cnt, time, storedAt, leaves };
}
