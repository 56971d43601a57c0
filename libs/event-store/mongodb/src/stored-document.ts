import { mongo } from 'mongoose';
import type { CommitToStore, StoredCommit, StoredCommitPlace } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { commitKey, revisionKey, type CommitDocument } from './commit.schema.js';

/** A commit's document without its read index. */
export type StoredDocument = Omit<CommitDocument, 'streams' | 'ends'>;
/** A commit's document without its leaves. */
export type PlaceDocument = Pick<CommitDocument, 'ledger' | 'seq' | 'id' | 'idx' | 'cnt'>;

/** Leaves out of a {@link StoredDocument} what it does not hold. */
export const WITHOUT_STREAMS = { streams: 0, ends: 0 } as const;
/** Asks for a {@link PlaceDocument}. */
export const PLACE = { ledger: 1, seq: 1, id: 1, idx: 1, cnt: 1 } as const;

/** Document id of a disclosure. */
export function disclosureKey(ledger: string, digest: string): string {
  return `${ledger}#${digest}`;
}

export function documentOf(commit: CommitToStore): CommitDocument {
  const { ledger, seq, id, digest, idx, cnt, time, storedAt } = commit;
  const streams = commit.streams.map(({ stream, fromRev, toRev }) => ({ s: stream, f: fromRev, t: toRev }));
  const ends = commit.streams.map(({ stream, toRev }) => revisionKey(stream, toRev));
  return {
    _id: commitKey(ledger, seq),
    ledger,
    seq,
    id,
    digest,
    idx,
    cnt,
    time,
    storedAt,
    streams,
    ends,
    leaves: new mongo.Binary(commit.leaves),
  };
}

export function commitOf(document: StoredDocument): StoredCommit {
  const { seq, id, digest, idx, cnt, time, storedAt } = document;
  const ledger = document.ledger as LedgerId; // written by `documentOf`
  return { ledger, seq, id, digest, idx, cnt, time, storedAt, leaves: document.leaves.value() };
}

export function placeOf({ ledger, seq, id, idx, cnt }: PlaceDocument): StoredCommitPlace {
  return { ledger: ledger as LedgerId, seq, id, idx, cnt }; // written by `documentOf`
}
